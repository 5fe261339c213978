import os,sys,time
from pathlib import Path
from datetime import timedelta
import psycopg
from tests.bench import therapist as T
from infra.local.servers import EmbeddedServers
from infra.local.processes import Children
from services.storage.database import Database
from services.storage.migrations import migrate
from services.journey import sign_in, tally
from tests.clinic import ClinicInTests
from tests.bench.population import copy_patient
from tests.doors.serving import serve
import tempfile, json
with EmbeddedServers(durable=False) as servers, tempfile.TemporaryDirectory() as folder, Children(Path(folder)) as children:
    database = Database(servers.database_url, servers.keys); migrate(database.engine)
    clinic = ClinicInTests(database, T.BEGAN); patient = clinic.begin()
    for day in range(1, 15):
        clinic.turn_to(T.BEGAN.replace(hour=0, minute=30) + timedelta(days=day + 1)); clinic.text(patient, "3 2")
    copy_patient(database.engine, 99_999, progress=lambda d: None)
    with psycopg.connect(servers.database_url.replace("+psycopg", ""), autocommit=True) as c:
        c.execute(T._ALERTS); c.execute("VACUUM ANALYZE alert")
    clinic.turn_the_databases_clock()
    with database.unit_of_work() as session:
        token = sign_in.begin_session(session, session.merge(clinic.therapist), clinic.now)
    for period in tally.usual_periods(clinic.now):
        with database.unit_of_work() as session: tally.renew(session, clinic.therapist.clinic_id, period, clinic.now)
    json.dump({"db":servers.database_url.replace("+psycopg",""),"super":servers.superuser_url,"clinic":str(clinic.id),"token":token,"now":clinic.now.isoformat(),"redis":servers.redis_url,"key":clinic.therapist_key,"patient":str(patient.id),"keys":servers.keys.as_settings()}, open("/tmp/pop.json","w"))
    while Path("/tmp/pop.json").exists(): time.sleep(1)
