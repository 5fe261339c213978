"""Does every sentence fit a phone, in every language, with the longest values it can hold?"""

import itertools
import os
import re
from pathlib import Path

import pytest

from schemas.decisions import Reason
from schemas.vocabulary import Absent, Language, Light, Pace, Prescription, TextKind
from services.conversation import segments
from services.conversation.locales import en, es, fr
from services.conversation.texts import TextValues, render

GOLDEN = Path(__file__).parent / "texts_golden.txt"
LONG = frozenset(
    {TextKind.CONSENT, TextKind.HELP, TextKind.SAFETY_EMERGENCY, TextKind.SAFETY_URGENT, TextKind.SAFETY_CRISIS}
)
SAYS_KEYWORDS = frozenset(
    {TextKind.CONSENT, TextKind.HELP, TextKind.OPT_OUT_CONFIRMATION, TextKind.OPT_IN_CONFIRMATION}
)
PLANS = (
    Prescription((14, 13, 12, 11), Pace.EASY),
    Prescription((30, 30), Pace.BRISK, 60),
    Prescription((5, 5), Pace.EASY),
    Prescription((9,), Pace.EASY),
    Prescription((), Pace.EASY),
)


def _every(kind: TextKind, language: Language) -> set[str]:
    found = set()
    for plan, light, reason, walks, held, eased, day in itertools.product(
        PLANS, (Absent.NOT_ASKED, *Light), Reason, (0, 1, 4), (False, True), (False, True), (False, True)
    ):
        values = TextValues(
            clinic_name="Clinica De La Espalda Del Mar.",
            clinic_phone="+123456789012345",
            emergency_number="911",
            prescription=plan,
            light=light,
            reason=reason,
            walks_asked=walks,
            held=held,
            eased=eased,
            asks_day=day,
            until="30 septembre",
        )
        found.add(render(kind, language, values))
    return found


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", TextKind)
def test_every_text_fits_one_segment_and_the_plain_alphabet(kind: TextKind, language: Language) -> None:
    limit = 320 if kind in LONG else 160
    for text in _every(kind, language):
        counted = segments.count(text)
        assert (counted.encoding, counted.units <= limit) == (segments.GSM_7, True), (counted, text)
        assert "{" not in text
        if kind not in SAYS_KEYWORDS:
            assert not re.search(r"\b(STOP|START|HELP|YES|NO)\b", text), text


def test_golden_texts_are_reviewed() -> None:
    lines = []
    for language in Language:
        for kind in TextKind:
            longest = max(sorted(_every(kind, language)), key=lambda text: segments.count(text).units)
            lines.append(f"{language.value} {kind.value} {segments.count(longest).units}: {longest}")
    text = "\n".join(lines) + "\n"
    if os.environ.get("AMBLE_UPDATE_GOLDEN") or not GOLDEN.exists():
        GOLDEN.write_text(text)
    assert GOLDEN.read_text() == text, "set AMBLE_UPDATE_GOLDEN=1 to rewrite it, and review the difference"


def test_every_language_has_every_sentence_and_reason() -> None:
    for other in (es, fr):
        assert other.SENTENCES.keys() == en.SENTENCES.keys()
        assert other.REASONS.keys() == en.REASONS.keys() == {reason.value for reason in Reason}


def test_a_plan_text_says_plan_reason_and_turning_point() -> None:
    values = TextValues("Clinic", "+1", "911", Prescription((8, 8, 8), Pace.EASY), reason=Reason.STEP_UP)
    text = render(TextKind.MORNING_PLAN, Language.ENGLISH, values)
    assert "3 walks of 8 min" in text
    assert "Turn back after 4 min" in text
    assert "Your good days earned more" in text


@pytest.mark.parametrize("language", Language)
def test_no_text_names_a_diagnosis_or_a_drug(language: Language) -> None:
    forbidden = re.compile(r"sciatic|ciatic|sciati|stenosis|estenosis|disc|hernia|ibuprofen|pill|medic|drug", re.I)
    for kind in TextKind:
        assert not any(forbidden.search(text) for text in _every(kind, language))
