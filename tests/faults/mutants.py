"""Does the checker see what it is there to see? The program made worse in one place each; a check must fail.

`python -m tests.faults.mutants` (or `make faults-mutants`) prints which harm and which check found each.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from tests.faults.__main__ import run
from tests.faults.harm import HARMS
from tests.faults.world import World, source_with

Change = tuple[str, str, str]


@dataclass(frozen=True)
class Mutant:
    """What is made worse: words of the code (file, old, new), a statement on the database, the harms, the check."""

    name: str
    changes: tuple[Change, ...]
    harms: tuple[str, ...]
    found_by: str
    statement: str = ""


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


# One for each face of the carrier that a harm shows.
MUTANTS += (
    Mutant(
        "the list is asked by the date of sending",
        (
            (
                "services/carrier/twilio.py",
                "self._messages.stream(to=to, page_size=_PAGE, limit=_MOST_LISTED)",
                "self._messages.stream(to=to, date_sent_after=since, page_size=_PAGE, limit=_MOST_LISTED)",
            ),
        ),
        ("a_lost_text_still_waits_in_the_carriers_queue",),
        "F3",
    ),
    Mutant(
        "a lost text is found by its words only",
        (
            (
                "services/journey/hearing/whose_record.py",
                "    del listed, ours\n    return True\n",
                "    return listed == ours\n",
            ),
        ),
        ("a_lost_text_is_listed_without_its_words",),
        "F3",
    ),
    Mutant(
        "a lost text is found by its number only",
        (
            (
                "services/carrier/twilio.py",
                "for part in (message.from_, message.messaging_service_sid) if part}",
                "for part in (message.from_,) if part}",
            ),
        ),
        ("a_lost_text_of_a_messaging_service_has_no_sender_yet",),
        "F3",
    ),
    Mutant(
        "a list that was refused is empty",
        (
            (
                "services/carrier/twilio.py",
                "            raise CarrierIsAway(type(error).__name__) from None\n        return [\n            SentRecord(",
                "            return []\n        return [\n            SentRecord(",
            ),
        ),
        ("the_carriers_list_is_refused_for_its_pace",),
        "F3",
    ),
    Mutant(
        "a listed code is not learnt",
        (("services/carrier/twilio.py", "_code(m.error_code), line)", "None, line)"),),
        (
            "a_lost_receipt_said_that_nobody_has_this_number",
            "a_messaging_service_tells_of_a_stop_by_a_receipt_that_is_lost",
        ),
        "F5",
    ),
    Mutant(
        "what is told of an earlier call is not heard",
        (
            (
                "services/journey/hearing/receipts.py",
                "    call = _call_of(case.session, text, receipt)\n",
                "    call = None\n",
            ),
        ),
        ("undelivered_and_then_delivered_after_all",),
        "F2",
    ),
    Mutant(
        "a text whose time is over is an incident",
        (("services/carrier/errors.py", "    Remedy.EXPIRED: (30036,),\n", "    Remedy.EXPIRED: (),\n"),),
        ("texts_wait_in_the_carriers_queue_until_their_time_is_over",),
        "F3",
    ),
    Mutant(
        "nothing that is told after sent counts",
        (("services/carrier/errors.py", '    "undelivered": 4,\n', '    "undelivered": 2,\n'),),
        ("texts_fail_hours_after_they_were_sent",),
        "F3",
    ),
    Mutant(
        "a stop that a receipt tells of is none",
        (("services/carrier/errors.py", "    Remedy.OPTED_OUT: (21610,),\n", "    Remedy.OPTED_OUT: (),\n"),),
        ("a_messaging_service_tells_of_a_stop_by_a_receipt_only",),
        "F5",
    ),
    Mutant(
        "nobody asks after receipts that never came",
        (
            (
                "services/operations/repair.py",
                ".where(NO_FINAL_STATUS)",
                ".where(sa.false())",
            ),
        ),
        ("receipts_meet_a_dead_api_and_never_come_again",),
        "it did not settle",
    ),
    Mutant(
        "a picture without words is no text",
        (
            (
                "services/intake/carrier/webhooks.py",
                "[name for name in needed if name not in fields]",
                "[name for name in needed if not fields.get(name)]",
            ),
        ),
        ("patients_send_pictures",),
        "it did not settle",
    ),
)


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
