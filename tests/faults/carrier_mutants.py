"""Mutants of how the program meets the carrier: one for each face that a harm shows."""

from tests.faults.mutant import Mutant

OF_THE_CARRIER = (
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
