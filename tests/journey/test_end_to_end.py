"""Does the loop run in the real processes, on the embedded servers, over a change of the clocks, through faults?"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.stack import Stack
from tests.played import Played

ROOT = Path(__file__).resolve().parents[2]
NEW_YORK = "+12025550101"
MADRID = "+34612345678"
FAULTS = [
    "429", "500", "reset", "timeout_after_accept", "30003", "callbacks_twice", "callbacks_reversed", "callbacks_late",
    "callbacks_never",
]  # fmt: skip


@pytest.fixture(scope="module")
def played() -> Iterator[Played]:
    with Stack(durable=False, hang_seconds=11) as stack:
        started = Played(stack)
        yield started
        started.http.close()


def test_three_days_over_a_change_of_the_clocks(played: Played) -> None:
    patient = played.enrol(NEW_YORK, "America/New_York")
    played.enrol(MADRID, "Europe/Madrid", "es")
    played.turn(advance="PT1M")
    played.text(NEW_YORK, "READY")
    played.text(MADRID, "listo")
    for day, reply in (("07", "2 2"), ("08", "5"), ("09", "8")):
        # New York turns its clocks on 8 March: 19:05 is 00:05 UTC before, 23:05 UTC after.
        played.turn(to="2026-03-08T00:05:00Z" if day == "07" else f"2026-03-{day}T23:05:00Z")
        played.text(NEW_YORK, reply)
    played.turn(to="2026-03-10T13:00:00Z")
    texts = played.got(NEW_YORK)
    mornings = [at for at, body in texts if body.startswith("Today:")]
    evenings = [at for at, body in texts if "Worst leg" in body]
    assert mornings == ["2026-03-07T13:30", "2026-03-08T12:30", "2026-03-09T12:30", "2026-03-10T12:30"]
    assert evenings == ["2026-03-08T00:00", "2026-03-08T23:00", "2026-03-09T23:00"]
    assert texts[-1][1].startswith("Today: rest")
    plans = played.ask("GET", f"/v1/patients/{patient}/plans", played.therapist)
    current = {plan["day"]: plan for plan in reversed(plans)}
    assert [(plan["minutes"], plan["light"]) for plan in current.values()] == [
        (10, "not_asked"), (10, "green"), (6, "yellow"), (0, "red"),
    ]  # fmt: skip
    spanish = [at for at, body in played.got(MADRID) if body.startswith("Hoy:")]
    assert spanish[:2] == ["2026-03-07T07:30", "2026-03-08T07:30"]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("heading", ["Enrol a patient, and text as them", "Work through the API", "Ask the rule"])
def test_what_the_readme_says_to_type_works(played: Played, heading: str) -> None:
    section = (ROOT / "README.md").read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    typed = "\n".join(re.findall(r"^```\n(.*?)^```$", section, re.DOTALL | re.MULTILINE))
    # Asking for a password needs a terminal; tests/doors has the command.
    typed = re.sub(r"^\.venv/bin/amble admin create.*$", "", typed, flags=re.MULTILINE)
    typed = typed.replace(".venv/bin/amble", f"{sys.executable} -m services.command_line")
    # A thousand simulated patients take half a minute.
    typed = typed.replace("--patients 1000 --days 365", "--patients 20 --days 60")
    typed = typed.replace("--patient ID", "--patient $ID").replace("curl -s ", "curl -sSf ").replace("-o days.xlsx", "")
    environment = played.stack._environment() | {
        "BASE": played.stack.base_url,
        "ADMIN_KEY": played.admin,
        "THERAPIST_KEY": played.therapist,
        "THERAPIST_ID": played.therapist_id,
        "ID": played.ask("GET", "/v1/patients", played.therapist)["items"][0]["id"],
    }
    command = ["bash", "-euo", "pipefail", "-c", typed]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode(errors="replace") + done.stdout.decode(errors="replace")


@pytest.fixture(scope="module")
def faulty(played: Played) -> dict[str, str]:
    """Every fault of the carrier, each at the first morning text of one phone, on one morning."""
    phones = {fault: f"+1312555020{number}" for number, fault in enumerate(FAULTS)}
    played.turn_to_next("16:00")
    for phone in phones.values():
        played.enrol(phone, "America/Chicago")
    played.turn(advance="PT1M")
    for fault, phone in phones.items():
        played.text(phone, "ready")
        played.ask("POST", "/rehearsal/carrier/faults", body={"fault": fault, "count": 1, "to": phone})
    played.turn_to_next("16:00")
    return phones


@pytest.mark.parametrize("fault", FAULTS)
def test_the_morning_text_never_comes_twice_whatever_the_carrier_does(
    played: Played, faulty: dict[str, str], fault: str
) -> None:
    texts = [body for _, body in played.got(faulty[fault])]
    mornings = [body for body in texts if body.startswith("Today:")]
    # A text that the carrier says never reached the phone is sent once more. One whose call broke, and which is listed
    # nowhere, may be on its way: a prompt that is missed is cheaper than two. Every other comes exactly once.
    assert len(mornings) == {"30003": 2, "500": 0, "reset": 0}.get(fault, 1), texts


def test_an_opt_out_that_only_the_carrier_knows_is_learnt(played: Played) -> None:
    phone = "+16175550301"
    patient = played.enrol(phone, "America/New_York")
    played.turn(advance="PT1M")
    played.text(phone, "ready")
    played.ask("POST", "/rehearsal/carrier/faults", body={"fault": "21610", "count": 1, "to": phone})
    played.turn(advance="P2D")
    assert played.ask("GET", f"/v1/patients/{patient}", played.therapist)["status"] == "opted_out"


def test_the_clock_only_goes_forward_and_speaks_plainly(played: Played) -> None:
    played.enrol("+16175550399", "America/New_York")
    answer = played.http.post("/rehearsal/clock", json={"to": "2020-01-01T00:00:00Z"})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:amble:problem:clock-goes-forward")
    for wrong in ({}, {"to": "soon"}, {"advance": "-P1D"}, {"to": "2026-04-01T00:00:00Z", "advance": "P1D"}):
        assert played.http.post("/rehearsal/clock", json=wrong).status_code == 422


def test_an_alert_is_seen_and_acknowledged(played: Played) -> None:
    phone = "+16175550302"
    patient = played.enrol(phone, "America/New_York")
    played.turn(advance="PT1M")
    played.text(phone, "ready")
    thread = played.text(phone, "chest pain")
    assert "911" in thread[-1]["body"]
    alerts = [a for a in played.ask("GET", "/v1/alerts", played.therapist) if a["patient_id"] == patient]
    assert alerts[0]["kind"] == "red_flag_emergency"
    seen = played.ask("POST", f"/v1/alerts/{alerts[0]['id']}/acknowledge", played.therapist)
    assert seen["acknowledged_by"]


def test_no_log_holds_a_number_a_name_or_a_body(played: Played) -> None:
    for log in played.stack.directory.glob("*.log"):
        text = log.read_text(errors="replace")
        for secret in (NEW_YORK, MADRID, "chest pain", "Worst leg", "612345678"):
            assert secret not in text, log.name


def test_every_stored_text_was_heard_and_every_change_has_its_event(played: Played) -> None:
    import sqlalchemy as sa

    engine = sa.create_engine(played.stack.database_url)
    with engine.connect() as connection:

        def ask(question: str) -> int:
            return int(connection.execute(sa.text(question)).scalar_one())

        assert ask("SELECT count(*) FROM inbound_text WHERE heard_at IS NULL") == 0
        heard = ask("SELECT count(*) FROM event WHERE name = 'reply.heard'")
        assert heard == ask("SELECT count(*) FROM inbound_text")
        assert ask("SELECT count(*) FROM event WHERE name = 'plan.decided'") == ask("SELECT count(*) FROM plan_day")
        assert ask("SELECT count(*) FROM event WHERE name = 'text.planned'") == ask(
            "SELECT count(*) FROM outbound_text"
        )
        left = ask("SELECT count(*) FROM event WHERE name = 'text.leaving'")
        assert left == ask("SELECT count(*) FROM send_attempt")
        at_night = ask(
            "SELECT count(*) FROM outbound_text WHERE sent_at IS NOT NULL AND kind NOT LIKE 'safety%' AND kind <> 'help' "
            "AND (extract(hour FROM sent_at AT TIME ZONE zone) < 8 OR extract(hour FROM sent_at AT TIME ZONE zone) >= 20)"
        )
        assert at_night == 0
    engine.dispose()
