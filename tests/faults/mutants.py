"""Does the checker see what it is there to see? The program made worse in one place each; a check must fail.

`python -m tests.faults.mutants` (or `make faults-mutants`) prints which harm and which check found each.
"""

import sys
import tempfile
from pathlib import Path

from rich.console import Console

from tests.faults.__main__ import run
from tests.faults.carrier_mutants import OF_THE_CARRIER
from tests.faults.harm import HARMS
from tests.faults.mutant import Mutant
from tests.faults.sources import source_with
from tests.faults.world import World

_SEND = '    outcomes = list(_threads("call").map(partial(call, until=until), ready))\n'
MUTANTS: tuple[Mutant, ...] = (
    Mutant(
        "no unique key",
        (
            (
                "services/journey/planning/due_texts.py",
                "if due.send_before > case.now and due.key not in made]",
                "if due.send_before > case.now]",
            ),
        ),
        ("worker_killed_before_the_claim", "ten_beats"),
        "F2",
        "ALTER TABLE outbound_text DROP CONSTRAINT uq_outbound_text_patient_id_kind_local_date_slot",
    ),
    Mutant(
        "marked as sent before it is sent",
        (
            (
                "workers/delivery.py",
                _SEND,
                "    from services.carrier.port import Accepted\n"
                "    outcomes: list[Outcome] = [\n"
                "        Accepted('SM' + text.outgoing.message_id.replace('-', ''), 'queued') for text in ready\n"
                "    ]\n",
            ),
            (
                "workers/delivery.py",
                '        wiring.log("texts.left", **',
                '        list(_threads("call").map(partial(call, until=until), ready))\n        wiring.log("texts.left", **',
            ),
        ),
        ("worker_killed_during_the_call",),
        "F3",
    ),
    Mutant(
        "answered before it is kept",
        (
            (
                "services/storage/inbox.py",
                "                await self._stored_with_others(kind, [*values, 0])\n        except",
                "                asyncio.create_task(self._stored_with_others(kind, [*values, 0]))\n        except",
            ),
        ),
        ("postgres_away_for_seconds", "api_killed_in_webhooks"),
        "F1",
    ),
    Mutant(
        "acknowledged early, and nobody looks for lost claims",
        (
            ("workers/app.py", "task_acks_late=True", "task_acks_late=False"),
            (
                "workers/tasks.py",
                '    Stint("amble.settle_lost").in_batches(outcome.expired_claims, text_states.give_back_claims)\n',
                "",
            ),
        ),
        ("worker_killed_after_the_claim",),
        "F3",
    ),
    Mutant(
        "a lost call is made again blindly",
        (
            (
                "services/journey/hearing/outcome.py",
                "            text_states.move(case, text, TextState.UNKNOWN, event, lease_until=case.now + GRACE)\n",
                "            text_states.move(case, text, TextState.PLANNED, event)\n            row.outcome = 'lost'\n",
            ),
        ),
        ("carrier_reset_after_accept",),
        "F2",
    ),
    Mutant(
        "a short write is a whole one",
        (
            (
                "services/storage/spool.py",
                "            rest = rest[taken:]\n",
                "            return\n",
            ),
        ),
        ("disk_of_the_spool_fills",),
        "F1",
    ),
    Mutant(
        "the bringing over dies of one bad entry",
        (
            (
                "services/storage/inbox.py",
                "            except (EntryIsUnreadable, *_NEVER) as error:\n",
                "            except _NEVER as error:\n",
            ),
            (
                "services/intake/carrier/spool_drain.py",
                "            self.faults += 1\n            wiring",
                "            raise\n            wiring",
            ),
        ),
        ("entries_of_the_spool_are_cut",),
        "it did not settle",
    ),
    Mutant(
        "another clinic's course is not held",
        (
            (
                "services/journey/hearing/elsewhere.py",
                "    for case in cases:\n",
                "    for case in list(cases)[:0]:\n",
            ),
        ),
        ("one_phone_in_two_clinics",),
        "C1",
    ),
    Mutant(
        "a reply goes to whoever was texted last",
        (
            (
                "services/journey/hearing/lines.py",
                "    here = [enrolment for enrolment in enrolments if enrolment.line == sender]\n",
                "    here = list(enrolments)\n",
            ),
        ),
        ("one_phone_in_two_clinics",),
        "C",
    ),
    Mutant(
        "the ladder forgets after the therapist",
        (("services/journey/alerting/rungs.py", "    return tuple(whole)\n", "    return tuple(whole[:1])\n"),),
        ("nobody_answers_an_alarm",),
        "L1",
    ),
    Mutant(
        "SEEN halts the ladder of every item",
        (
            (
                "services/storage/queries/alerts.py",
                "        col(Alert.id).in_(ids),\n",
                "",
            ),
        ),
        ("nobody_answers_an_alarm",),
        "L3",
    ),
    Mutant(
        "the loop ends after one batch",
        (
            (
                "workers/stints.py",
                "        while batch():\n            self.call_another()\n            if self.is_over:\n                return\n",
                "        batch()\n",
            ),
        ),
        ("ten_thousand_boundaries_by_beat_alone",),
        "D1",
    ),
    Mutant(
        "two tellings have one number",
        (("services/journey/alerting/escalation.py", "number, alert.tellings + 1\n", "number, alert.tellings\n"),),
        ("nobody_answers_an_alarm",),
        "L2",
    ),
)

_SIDE_BY_SIDE = """    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="telling") as threads:
        return [item for left in threads.map(go_along, lines) for item in left]
"""
_GUARD = "    try:\n        return tell(item)\n"
_WHICH = {
    "mails": "getattr(item, 'channel', None) is NoticeChannel.EMAIL",
    "webhooks": "getattr(item, 'channel', None) is NoticeChannel.WEBHOOK",
    "deliveries": "isinstance(item, ClaimedHook)",
}
MUTANTS += tuple(
    Mutant(
        f"one item's error ends the claim of {what}",
        (
            ("workers/notifying.py", _SIDE_BY_SIDE, "    return [item for line in lines for item in go_along(line)]\n"),
            ("workers/notifying.py", _GUARD, f"    if {which}:\n        return tell(item)\n{_GUARD}"),
        ),
        ("poison_address_in_each_channel",),
        "it did not settle",
    )
    for what, which in _WHICH.items()
)
MUTANTS += OF_THE_CARRIER


# Many are found because nothing moves any more: each of those costs so long.
_STILL_SECONDS = 60.0


def caught(mutant: Mutant) -> list[str]:
    """What the checks say of a mutant; nothing means that it lived."""
    with tempfile.TemporaryDirectory(prefix="amble-mutant-") as folder:
        source = source_with(Path(folder), mutant.changes)
        with World(source=source, patients=4, statement=mutant.statement, still_seconds=_STILL_SECONDS) as world:
            for name in mutant.harms:
                wrong = run(world, HARMS[name], 1)
                if wrong:
                    return wrong
    return []


def main() -> None:
    """Every mutant whose name holds the word given, or every one, must be caught by its check; exit 1 otherwise."""
    err, lived, word = Console(stderr=True, highlight=False), 0, "".join(sys.argv[1:2])
    for mutant in (mutant for mutant in MUTANTS if word in mutant.name):
        wrong = caught(mutant)
        found = [sentence for sentence in wrong if sentence.startswith((mutant.found_by, "it did not settle"))]
        lived += not found
        err.print(f"{'caught' if found else 'LIVED '} {mutant.name}: {(found or wrong or ['nothing broke'])[0]}")
    sys.exit(1 if lived else 0)


if __name__ == "__main__":
    main()
