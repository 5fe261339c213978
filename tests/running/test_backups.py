"""Is everything brought back after a disaster, nobody texted twice, and nothing that was told lost?"""

import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg

from infra.local.carrier_emulator.network import TO_PATIENT
from tests.commands import amble
from tests.faults.world import World

PLANS = "SELECT enrolment_id, day, state, walks, rule FROM plan_day ORDER BY enrolment_id, day, revision"
NOTES = "SELECT enrolment_id, day, pain, walks_done FROM day_note ORDER BY enrolment_id, day, id"
ALERTS = "SELECT patient_id, kind FROM alert WHERE closed_at IS NULL ORDER BY 1, 2"
TEXTS = "SELECT patient_id, kind, local_date FROM outbound_text WHERE sent_at IS NOT NULL ORDER BY 1, 3, 2"


def _amble(world: World, *command: str) -> subprocess.CompletedProcess[str]:
    return amble({**world.stack._environment(), "DATABASE_OWNER_URL": world.servers.owner_url}, *command)


def _text(world: World, phone: str, body: str) -> None:
    world.carrier.post(f"/emulator/phones/{phone}/texts", json={"body": body})
    world.settle()


def _sent(world: World) -> list[tuple[str, str]]:
    return [
        (phone, text["body"])
        for phone in world.phones
        for text in world.carrier.get(f"/emulator/phones/{phone}/texts").json()
        if text["direction"] == TO_PATIENT
    ]


def _destroy(world: World) -> None:
    world.stack.beat.kill()
    world.kill_workers()
    world.stack.api.kill()
    world.engine.dispose()
    with psycopg.connect(world.servers.superuser_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE amble WITH (FORCE)")
        connection.execute("CREATE DATABASE amble OWNER amble_owner")


def _known(world: World) -> dict[str, list[Any]]:
    return {name: world.rows(question) for name, question in
            (("plans", PLANS), ("notes", NOTES), ("alerts", ALERTS), ("texts", TEXTS))}  # fmt: skip


def test_a_backup_is_restored_the_loop_goes_on_and_nobody_is_texted_twice(tmp_path: Path) -> None:
    backup = tmp_path / "amble.backup"
    with World(patients=3) as world:
        ana, ben, eva = world.phones
        world.next_day(8, 45)
        world.settle()
        done = _amble(world, "backup", str(backup))
        assert done.returncode == 0, done.stderr
        assert "exists already" in _amble(world, "backup", str(backup)).stderr
        # All this is in no backup: replies, a danger, a STOP, a night, and the texts of the next morning.
        world.at(19, 5)
        world.settle()
        _text(world, ana, "3 2")
        _text(world, ben, "8")
        _text(world, eva, "I can't feel my groin")
        world.next_day(9, 0)
        world.settle()
        _text(world, ben, "STOP")
        sent, known = _sent(world), _known(world)
        moment = world.now()
        _destroy(world)
        restored = _amble(world, "restore", str(backup), "--at", moment.strftime("%Y-%m-%dT%H:%M:%S"))
        assert restored.returncode == 0, restored.stdout + restored.stderr
        assert "4 replies came" in restored.stdout
        assert _known(world) == known
        again = _amble(world, "restore", str(backup))
        assert "not empty" in again.stderr
        once_more = _amble(world, "restore", "--rows-are-back", "--at", moment.strftime("%Y-%m-%dT%H:%M:%S"))
        assert "0 texts left after the backup, and 0 replies came" in once_more.stdout, once_more.stderr
        assert _known(world) == known
        world.restart_api()
        world.start_worker()
        world.stack.beat = world.stack.start("beat-again", "beat")
        world.run_out(20)
        assert len(sent) >= 9
        assert _sent(world) == sent, "nobody is texted twice"
        world.at(19, 5)
        world.settle()
        new = set(Counter(_sent(world)) - Counter(sent))
        assert {to for to, _ in new} == {ana}, "who walks is asked; who is in danger or said STOP is not"
