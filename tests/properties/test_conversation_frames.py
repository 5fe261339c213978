"""What must hold of danger in any order, spelling and company: no word of a frame is lost, and no denial spreads."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.text_kinds import TEXT_KINDS
from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind, Tier, WordsVerdict
from services.conversation.locales import en, es, fr
from services.conversation.reading.replies import Reading, ReplyContext, read

ASKED = st.builds(ReplyContext, st.sampled_from(Language), st.sampled_from(OpenQuestion), st.integers(0, 4))
CASING = st.sampled_from([str, str.upper, str.title, str.lower])
BREAKS = st.sampled_from([". ", ", ", "\n", " - ", "! ", "? ", ": ", "; ", "... ", " (", "\t"])
DANGERS = {
    Language.ENGLISH: (
        "my bladder leaks in bed", "numb down below", "bottom tingles when sitting", "cannot empty the bladder", "foot drags along floor",
        "leg buckles without warning", "swollen red calf", "coughing bright blood", "crushing chest pressure", "thinking of ending it",
        "swallowed too many pills", "everyone better without me", "losing power in leg", "knees collapse under me", "slipped on ice",
    ),
    Language.SPANISH: (
        "entrepierna dormida", "se me escapa la orina", "no puedo orinar", "pierna sin fuerza", "pantorrilla hinchada y roja",
        "quiero acabar con todo", "opresion en el pecho", "trague demasiadas pastillas juntas",
    ),
    Language.FRENCH: (
        "entrejambe engourdi", "fuites urinaires", "jambe se derobe subitement", "mollet gonfle et rouge", "envie de mourir",
        "poitrine serree", "avale trop de cachets", "impossible de pisser",
    ),
}  # fmt: skip
OF_LANGUAGE = st.sampled_from([(language, text) for language, texts in DANGERS.items() for text in texts])
_SAFETY = sorted(row.sentence for row in TEXT_KINDS.values() if row.answers_danger)
FILLED = {
    "emergency": "911",
    "er": "A&E",
    "clinic": "Hill Clinic",
    "phone": "+1 202 555 0143",
    "crisis": " or call 988",
}
CLAUSES = sorted({
    clause.strip()
    for catalogue in (en, es, fr)
    for name in _SAFETY
    for clause in re.split(r"[.,:;!?]", catalogue.SENTENCES[name].format(**FILLED))
    if len(clause.split()) > 1 and any(word.isalpha() for word in clause.split())
})  # fmt: skip


def is_read_by_a_person(reading: Reading) -> bool:
    verdict = list(WordsVerdict).index(reading.words) >= list(WordsVerdict).index(WordsVerdict.UNREAD)
    return verdict and not isinstance(reading.person, Absent) and not reading.may_rise


@given(OF_LANGUAGE, st.sampled_from([OpenQuestion.PAIN, OpenQuestion.NONE]), CASING)
@settings(max_examples=150, deadline=None)
def test_a_full_frame_is_danger(told: tuple[Language, str], question: OpenQuestion, casing: type[str]) -> None:
    reading = read(casing(told[1]), ReplyContext(told[0], question, 3))
    assert reading.words in (WordsVerdict.DANGER, WordsVerdict.CRISIS), told


@given(OF_LANGUAGE, st.integers(0, 10), BREAKS, CASING, ASKED, st.booleans(), st.data())
@settings(max_examples=600, deadline=None)
def test_33_a_frame_with_a_word_removed_is_still_read_by_a_person(
    told: tuple[Language, str],
    pain: int,
    between: str,
    casing: type[str],
    asked: ReplyContext,
    first: bool,
    data: st.DataObject,
) -> None:
    words = told[1].split()
    gone = data.draw(st.integers(0, len(words)))
    left = casing(" ".join(word for i, word in enumerate(words) if i != gone))
    text = f"{pain}{between}{left}" if first else f"{left}{between}{pain}"
    reading = read(text, asked)
    assert is_read_by_a_person(reading), (text, reading)
    assert isinstance(reading.pain, Absent) or reading.pain >= pain


@given(OF_LANGUAGE, OF_LANGUAGE, BREAKS, CASING, ASKED)
@settings(max_examples=200, deadline=None)
def test_danger_is_heard_before_and_behind_any_other(
    a: tuple[Language, str], b: tuple[Language, str], between: str, casing: type[str], asked: ReplyContext
) -> None:
    reading = read(casing(f"{a[1]}{between}{b[1]}"), asked)
    assert reading.kind in (ReplyKind.RED_FLAG, ReplyKind.CRISIS)


@given(st.sampled_from(CLAUSES), CASING, ASKED)
@settings(max_examples=300, deadline=None)
def test_no_clause_of_a_safety_text_is_taken_for_a_quotation(
    clause: str, casing: type[str], asked: ReplyContext
) -> None:
    reading = read(casing(clause), asked)
    verdicts = list(WordsVerdict)
    assert verdicts.index(reading.words) >= verdicts.index(WordsVerdict.CAUTION), clause


def test_a_denial_governs_its_own_item() -> None:
    for language, text in (
        (Language.ENGLISH, "no numbness no weakness no fever 3"),
        (Language.SPANISH, "sin fiebre sin hormigueo sin problemas para orinar 3"),
        (Language.FRENCH, "pas de fièvre pas de faiblesse 3"),
    ):
        reading = read(text, ReplyContext(language, OpenQuestion.PAIN))
        assert (reading.pain, reading.tier) == (3, Absent.NOT_ASKED), text
    for text in ("no fever but my groin is numb", "no numbness. leg gave way", "not without fever"):
        assert read(text, ReplyContext()).words is WordsVerdict.DANGER, text


def test_a_way_of_speaking_freezes_nothing() -> None:
    for text in ("fell in love with the trail, 2", "this hill is killing me, 3", "dying of boredom here, 4"):
        reading = read(text, ReplyContext(open=OpenQuestion.PAIN))
        assert (reading.kind, reading.tier) == (ReplyKind.PAIN, Absent.NOT_ASKED), text
        assert not reading.may_rise or reading.words is WordsVerdict.EVERYDAY


class _Listening:
    version = "an ear of tests"

    def __init__(self, score: float) -> None:
        self._score = score

    def score(self, text: str) -> float:
        return self._score


@given(st.text(max_size=80) | OF_LANGUAGE.map(lambda told: told[1]), ASKED)
@settings(max_examples=200, deadline=None)
def test_the_second_ear_only_raises(text: str, asked: ReplyContext) -> None:
    verdicts = list(WordsVerdict)
    alone, deaf, alarmed = read(text, asked), read(text, asked, _Listening(0.0)), read(text, asked, _Listening(1.0))
    assert deaf.words is alone.words
    assert verdicts.index(alarmed.words) >= verdicts.index(alone.words)
    assert alarmed.pain == alone.pain
    if (alarmed.kind, alarmed.tier) != (alone.kind, alone.tier):
        # Half a frame that the ear hears, too; or nothing else was understood.
        assert alone.words is WordsVerdict.CAUTION or (
            alone.words is WordsVerdict.UNREAD and alone.kind is ReplyKind.UNCLEAR and not alone.candidates
        )
        assert (alone.tier, alarmed.tier) == (Absent.NOT_ASKED, Tier.EMERGENCY)
    elif alone.words is WordsVerdict.UNREAD and alone.kind is not ReplyKind.AUTO_REPLY:
        assert alarmed.words is WordsVerdict.CAUTION
