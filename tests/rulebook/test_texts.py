"""Does every text a patient can receive fit one segment, say no more than it may, and stand as it was approved?

The golden file texts_golden.txt is the clinical review: AMBLE_UPDATE_TEXTS=1 rewrites it, and a person reads its diff.
"""

import itertools
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import smsutil

from schemas.decisions import Earns, NextStep, Reason
from schemas.settings import StopRule
from schemas.text_kinds import ANSWER_TO_EVENT, TextKind, facts_of
from schemas.vocabulary import Absent, Language, Light, Pace, Prescription, Tonight
from services.conversation.writing import segments
from services.conversation.writing.reading_ease import HARDEST, hardness
from services.conversation.writing.texts import TextValues, render

GOLDEN = Path(__file__).with_name("texts_golden.txt")
KEYWORDS = "stop stopall unsubscribe cancel end quit revoke optout start yes unstop help info"
PLANS = (
    Prescription((15, 15, 15, 15), Pace.EASY),
    Prescription((12, 12, 10, 10), Pace.EASY),
    Prescription((30,), Pace.EASY),
    Prescription((20, 20, 20), Pace.BRISK, brisk_minutes=15),
    Prescription((20, 15, 15, 10), Pace.BRISK, brisk_minutes=15),
    Prescription((), Pace.EASY),
)
WORST = TextValues(
    clinic_name="Riverside Spine and Joint Ctr.",
    clinic_phone="+44 20 7946 0123",
    emergency_number="911",
    until=date(2026, 9, 30),
    weekly_notice=True,
    walks_asked=4,
    message="We tried to call you. Please call us back today.",
)
ENGLISH = Language.ENGLISH


@cache
def every_text(language: Language, kind: TextKind) -> Sequence[str]:
    """Every variant of a kind with worst-case values, each once."""
    return sorted(set(_variants(language, kind)))


def _variants(language: Language, kind: TextKind) -> Iterator[str]:
    for plan in PLANS:
        for reason in (Absent.NOT_ASKED, *Reason):
            for light in (Absent.NOT_ASKED, *Light):
                values = replace(WORST, prescription=plan, reason=reason, light=light)
                yield render(kind, language, values)
                yield render(kind, language, replace(values, with_net=True))
                yield render(kind, language, replace(values, kept_back=True))
                yield render(kind, language, replace(values, words_read=True))
                for tonight in Tonight:
                    yield render(kind, language, replace(values, tonight=tonight))
                    yield render(kind, language, replace(values, tonight=tonight, eased=True))
                yield from (render(kind, language, replace(values, stop_rule=rule)) for rule in StopRule)
                yield render(kind, language, replace(values, held=True, eased=True, asks_day=True, walks_asked=1))
                yield render(kind, language, replace(values, until=Absent.NOT_ASKED, walks_asked=0))
                if kind is TextKind.WHY:
                    steps = (NextStep(earns, days, 3, 7) for earns in Earns for days in (1, 10))
                    told = (replace(values, next_step=step) for step in steps)
                    yield from (render(kind, language, replace(one, of_tomorrow=True)) for one in told)


def golden() -> str:
    """The longest text of each sentence, reasons apart: characters, segments, how hard to read, and the text.

    How hard: for English its school grade (at most 6), else the negative of reading ease (at most -65).
    """
    lines = []
    for language, kind in itertools.product(Language, TextKind):
        texts = every_text(language, kind)
        lines += [f"[{language.value}] {kind.value}"]
        shown = texts if len(texts) <= 6 else _with_each_reason(language, kind)
        lines += [_measured(text, language) for text in shown]
    return "\n".join(lines) + "\n"


def _measured(text: str, language: Language) -> str:
    counted = segments.count(text)
    return f"{counted.units:4} {counted.segments} {hardness(plainly(text), language):6.1f} {text}"


def _with_each_reason(language: Language, kind: TextKind) -> list[str]:
    told = [replace(WORST, prescription=plan, light=Light.YELLOW) for plan in PLANS]
    texts = [render(kind, language, replace(values, reason=Reason.STEADY)) for values in told]
    texts += [render(kind, language, replace(told[1], reason=reason)) for reason in Reason]
    if kind is TextKind.WHY:
        why = replace(WORST, reason=Reason.STEADY, of_tomorrow=True)
        texts = [render(kind, language, replace(why, next_step=NextStep(earns, 10, 3, 7))) for earns in Earns] + texts
    texts += [
        render(kind, language, replace(told[0], kept_back=True)),
        render(kind, language, replace(told[-1], held=True)),
    ]
    return [*dict.fromkeys(texts)]


@pytest.mark.parametrize("kind", TextKind)
@pytest.mark.parametrize("language", Language)
def test_31_a_text_fits(language: Language, kind: TextKind) -> None:
    for text in every_text(language, kind):
        counted = segments.count(text)
        assert counted.encoding == "GSM-7", text
        assert counted.units <= (320 if facts_of(kind).segments > 1 else 160), text
        assert "  " not in text
        assert not re.search(r"[{}]|absent|not_asked|None", text), text
        assert text.strip() == text


@pytest.mark.parametrize("kind", ANSWER_TO_EVENT.values())
@pytest.mark.parametrize("language", Language)
def test_an_answer_to_what_was_told_takes_one_segment_and_two_with_its_net(language: Language, kind: TextKind) -> None:
    assert segments.count(render(kind, language, WORST)).segments == 1
    with_net = render(kind, language, replace(WORST, with_net=True))
    assert segments.count(with_net).segments == facts_of(kind).segments
    assert (WORST.emergency_number in with_net) is (facts_of(kind).segments == 2)


@pytest.mark.parametrize("kind", TextKind)
@pytest.mark.parametrize("language", Language)
def test_no_reserved_keyword_is_an_instruction(language: Language, kind: TextKind) -> None:
    allowed = {"stop", "help", "end"} if kind in (TextKind.CONSENT, TextKind.HELP) else set()
    # Whoever may want no more texts is asked with the very word.
    allowed |= {"stop"} if kind is TextKind.STOP_QUESTION else set()
    for text in every_text(language, kind):
        assert set(re.findall(r"[a-z]+", text.casefold())) & set(KEYWORDS.split()) <= allowed, text


@pytest.mark.parametrize("language", Language)
def test_consent_and_help_say_who_writes_and_how_to_stop(language: Language) -> None:
    for kind in (TextKind.CONSENT, TextKind.HELP):
        text = render(kind, language, WORST)
        assert WORST.clinic_name in text
        assert "STOP" in text
        assert re.search(r"\b3\b", text), "how often"
    assert re.search("READY|LISTO|PRET", render(TextKind.CONSENT, language, WORST))


@pytest.mark.parametrize("kind", [TextKind.SAFETY_EMERGENCY, TextKind.SAFETY_URGENT, TextKind.SAFETY_CRISIS])
@pytest.mark.parametrize("language", Language)
def test_a_safety_text_says_whom_to_call(language: Language, kind: TextKind) -> None:
    text = render(kind, language, replace(WORST, emergency_number="112"))
    assert "112" in text
    assert WORST.clinic_phone in text


@pytest.mark.parametrize("language", Language)
def test_no_text_names_a_diagnosis_or_a_drug(language: Language) -> None:
    forbidden = "sciatica|stenosis|hernia|disc |ibuprofen|paracetamol|ciatica|sciatique|pills|missed your|failed"
    for texts in (every_text(language, kind) for kind in TextKind):
        assert not [text for text in texts if re.search(forbidden, text.casefold())]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_short_phrase(language: Language, reason: Reason) -> None:
    plan = Prescription((8, 8, 6), Pace.EASY)
    plain = render(TextKind.CORRECTED_PLAN, language, replace(WORST, prescription=plan))
    told = render(TextKind.CORRECTED_PLAN, language, replace(WORST, prescription=plan, reason=reason))
    phrase = told.removeprefix(plain).strip()
    assert 1 <= len(phrase.split()) <= 8
    assert told.startswith(plain)


def test_plans_are_said_as_people_say_them() -> None:
    def morning(*walks: int, reason: Reason | Absent = Absent.NOT_ASKED, brisk: int = 0) -> str:
        pace = Pace.BRISK if brisk else Pace.EASY
        values = replace(WORST, prescription=Prescription(walks, pace, brisk), reason=reason)
        return render(TextKind.MORNING_PLAN, ENGLISH, values)

    assert morning(8).startswith("Today: 1 walk of 8 min, easy pace. Turn back after 4 min.")
    assert morning(5, 5, 5).startswith("Today: 3 walks of 5 min, easy pace. Turn back after 2 min.")
    assert morning(8, 8, 6).startswith("Today: walks of 8 + 8 + 6 min, easy pace. Turn back halfway.")
    assert "10 min of it brisk" in morning(20, 20, 20, brisk=10)
    assert "hips and knees bent" in morning(reason=Reason.RED_REST)
    assert "Some pain, so shorter walks." in morning(4, 4, reason=Reason.YELLOW_EASE)


def test_a_first_name_is_used_only_where_it_costs_nothing() -> None:
    values = replace(WORST, prescription=PLANS[0], reason=Reason.STEADY, first_name="María")
    assert render(TextKind.MORNING_PLAN, Language.SPANISH, values).startswith("Maria: Hoy")
    long = replace(values, first_name="M" * 60)
    assert segments.count(render(TextKind.MORNING_PLAN, ENGLISH, long)).segments == 1
    assert render(TextKind.MORNING_PLAN, ENGLISH, replace(values, first_name="李")).startswith("Today")


def test_a_clinic_name_never_halves_the_room() -> None:
    text = render(TextKind.HELP, Language.SPANISH, replace(WORST, clinic_name="Clínica Ánimo"))
    assert "Clinica Animo" in text
    assert segments.count(text).encoding == "GSM-7"


def test_a_pause_without_a_day_is_open() -> None:
    assert "until Sep 30" in render(TextKind.PAUSE_CONFIRMATION, ENGLISH, WORST)
    assert "until Friday" in render(TextKind.PAUSE_CONFIRMATION, ENGLISH, replace(WORST, until="Friday"))
    assert "for now" in render(TextKind.PAUSE_CONFIRMATION, ENGLISH, replace(WORST, until=Absent.NOT_ASKED))


def test_all_texts_are_as_approved() -> None:
    if os.environ.get("AMBLE_UPDATE_TEXTS"):
        GOLDEN.write_text(golden(), encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == golden()


@pytest.mark.parametrize(
    "text", ["a" * 160, "a" * 161, "é€" * 80, "{" * 77, "{" * 80, "í" * 70, "í" * 71, "🙂" * 35, "a" + "🙂" * 80]
)
def test_segments_agree_with_another_counter(text: str) -> None:
    oracle = smsutil.split(text)
    counted = segments.count(text)
    assert counted.segments == max(1, len(oracle.parts))
    assert (counted.encoding == "GSM-7") is smsutil.is_valid_gsm(text)


def plainly(text: str) -> str:
    """A clinic's own name may be as hard as it likes."""
    return text.replace(WORST.clinic_name, "the clinic")


@pytest.mark.parametrize("language", Language)
def test_31_every_text_is_easy_to_read(language: Language) -> None:
    texts = {text for kind in TextKind for text in every_text(language, kind)}
    hardest = max(texts, key=lambda text: hardness(plainly(text), language))
    assert hardness(plainly(hardest), language) <= HARDEST[language], hardest
