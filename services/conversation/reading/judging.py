"""What do the words of a text come to, who must read it and by when, and may the plan rise on it? The worse counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from schemas.vocabulary import Absent, OptOut, ReplyKind, Tier, ToldEvent, ToRead, WordsVerdict
from services.conversation.reading.danger import Assertion, Danger
from services.conversation.reading.reading import Ear, Reading

_WEIGHTS = {verdict: weight for weight, verdict in enumerate(WordsVerdict)}
_HOURS = {by: hours for hours, by in enumerate(ToRead)}
# From these scores on, of 1.0, the second ear raises: everyday words to unread, unread ones to caution.
# Of 2,000 everyday replies two reach the first.
HEARD_BESIDE_EVERYDAY, HEARD_BESIDE_UNREAD = 0.15, 0.5
# From this score on it makes unread the small words that stand beside a score or a command, though each is known.
# Of 2,000 everyday replies one has such words and reaches it.
HEARD_BESIDE_AN_ANSWER = 0.4
# From this score on it makes danger of half a frame: where both hear danger, it is answered as danger.
HEARD_BESIDE_HALF = 0.6
# From this score on it makes danger of a text of which nothing else was understood: no score, no command, no event.
HEARD_ALONE = 0.9
_ANSWERED_BY_A_PERSON = (ReplyKind.UNCLEAR, ReplyKind.QUESTION, ReplyKind.WHY, ReplyKind.HOW, ReplyKind.CALL)
_BY_WHEN = {
    WordsVerdict.UNREAD: ToRead.SAME_DAY,
    WordsVerdict.CAUTION: ToRead.HOUR,
    WordsVerdict.DANGER: ToRead.NOW,
    WordsVerdict.CRISIS: ToRead.NOW,
}
# Nobody's words: they neither tell of a day nor ask for anybody.
_NOBODYS = (ReplyKind.REACTION, ReplyKind.AUTO_REPLY)


class Half(StrEnum):
    """Of which danger half a frame speaks."""

    NONE = "none"
    OF_BODY = "of body"
    OF_CRISIS = "of crisis"


@dataclass(frozen=True, slots=True)
class Words:
    """What the rules make of a text's words. leans: of which danger they would speak, were it one.

    Half.NONE: no word of any danger stands there. beside: words stand beside the answer that are no part of it.
    """

    verdict: WordsVerdict
    half: Half = Half.NONE
    leans: Half = Half.NONE
    beside: bool = False


def worse(*verdicts: WordsVerdict) -> WordsVerdict:
    """The one that weighs most."""
    return max(verdicts, key=_WEIGHTS.__getitem__)


def is_at_least(verdict: WordsVerdict, least: WordsVerdict) -> bool:
    """Whether a verdict weighs as much as another, or more."""
    return _WEIGHTS[verdict] >= _WEIGHTS[least]


def judged(reading: Reading, text: str, words: Words, ear: Ear | None) -> Reading:
    """The reading with what its words come to; the second ear is asked about the text, and may only raise that."""
    verdict = worse(words.verdict, _of_kind(reading))
    hears = is_at_least(verdict, WordsVerdict.EVERYDAY) or words.beside
    if ear is not None and hears and reading.kind not in _NOBODYS:
        score = ear.score(text)
        verdict, reading = _raised(verdict, score), reading.but(ear=(ear.version, score))
        if reading.tier is Absent.NOT_ASKED:
            reading = _raised_to_danger(reading, words, score)
            verdict = worse(verdict, _of_kind(reading))
    asks = verdict is WordsVerdict.CAUTION and not reading.of_another and reading.kind not in _NOBODYS
    rises = not is_at_least(verdict, WordsVerdict.UNREAD) and reading.kind is not ReplyKind.UNCLEAR
    rises = rises and not reading.possible_red and not reading.events
    person = _person(reading, verdict)
    return reading.but(words=verdict, asks_whether_new=asks, person=person, may_rise=rises)


def _of_kind(reading: Reading) -> WordsVerdict:
    if reading.kind is ReplyKind.CRISIS:
        return WordsVerdict.CRISIS
    if reading.tier is not Absent.NOT_ASKED:
        return WordsVerdict.DANGER
    if reading.third_person_danger:
        return WordsVerdict.UNREAD if reading.denied else WordsVerdict.CAUTION
    return WordsVerdict.UNREAD if reading.unread else WordsVerdict.NOTHING


def _raised_to_danger(reading: Reading, words: Words, score: float) -> Reading:
    """Half a frame that the second ear hears, too; or what it hears for sure where nothing else was understood."""
    if words.half is not Half.NONE and score >= HEARD_BESIDE_HALF:
        return _as_danger(reading, words.half, "half a frame, and the second ear")
    sure = words.leans is not Half.NONE and score >= HEARD_ALONE
    if words.verdict is WordsVerdict.UNREAD and sure and _is_not_understood(reading):
        return _as_danger(reading, words.leans, "the second ear, and nothing else understood")
    return reading


def _is_not_understood(reading: Reading) -> bool:
    told = reading.candidates or reading.events or reading.third_person_danger or reading.opt_out is not OptOut.NO
    return reading.kind is ReplyKind.UNCLEAR and not told


def _as_danger(reading: Reading, half: Half, why: str) -> Reading:
    """A STOP stays one, unless it is a crisis."""
    kind = ReplyKind.CRISIS if half is Half.OF_CRISIS else ReplyKind.RED_FLAG
    if reading.kind is ReplyKind.STOP and kind is not ReplyKind.CRISIS:
        kind = ReplyKind.STOP
    return replace(reading, kind=kind, tier=Tier.EMERGENCY, third_person_danger=False, denied=False, why=why)


def _raised(verdict: WordsVerdict, score: float) -> WordsVerdict:
    if verdict is WordsVerdict.NOTHING and score >= HEARD_BESIDE_AN_ANSWER:
        return WordsVerdict.UNREAD
    if verdict is WordsVerdict.EVERYDAY and score >= HEARD_BESIDE_EVERYDAY:
        return WordsVerdict.UNREAD
    return WordsVerdict.CAUTION if verdict is WordsVerdict.UNREAD and score >= HEARD_BESIDE_UNREAD else verdict


def _person(reading: Reading, verdict: WordsVerdict) -> ToRead | Absent:
    due = {_BY_WHEN[verdict]} if verdict in _BY_WHEN else set()
    if verdict is WordsVerdict.DANGER and reading.tier is Tier.URGENT:
        due = {ToRead.HOUR}
    if ToldEvent.HOSPITAL in reading.events:
        due.add(ToRead.HOUR)
    events = set(reading.events) - {ToldEvent.OUT_OF_OFFICE}
    talk = verdict is WordsVerdict.EVERYDAY and not reading.candidates
    asks = reading.kind in _ANSWERED_BY_A_PERSON and not (talk and reading.kind is ReplyKind.UNCLEAR)
    if events or asks or reading.opt_out is OptOut.LIKELY:
        due.add(ToRead.SAME_DAY)
    return min(due, key=_HOURS.__getitem__) if due else Absent.NOT_ASKED


def with_danger(reading: Reading, dangers: Sequence[Danger], *, opt_out: bool) -> Reading:
    """Danger that is meant decides; an opt-out beside it is kept, and a crisis outweighs even that."""
    reading = replace(reading, opt_out=OptOut.SURE) if opt_out else reading
    if not dangers:
        return reading
    first = dangers[0]
    if first.assertion is not Assertion.MEANT or (reading.died and not first.crisis):
        # Whoever writes that they do not want to die is read within the hour all the same.
        denied = all(danger.assertion is Assertion.DENIED and not danger.crisis for danger in dangers)
        of_another = all(
            d.assertion is Assertion.OTHER or (d.assertion is Assertion.DENIED and d.crisis) for d in dangers
        )
        return replace(reading, third_person_danger=True, denied=denied, of_another=of_another, why=first.rule)
    if first.crisis:
        return replace(reading, kind=ReplyKind.CRISIS, tier=first.tier, why=first.rule)
    kind = ReplyKind.STOP if opt_out else ReplyKind.RED_FLAG
    return replace(reading, kind=kind, tier=first.tier, why=first.rule)
