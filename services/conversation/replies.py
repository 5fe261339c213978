"""What does a text from a patient say? One reading with every number it saw; it never guesses between candidates.

Danger is looked for first, then commands, then a score in a closed grammar: a word beside a number that the grammar
cannot explain means asking back. A pain that is read is never below any number that the text could mean as pain.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.vocabulary import Absent, Language, OptOut, ReplyKind, ToldEvent, WordsVerdict
from services.conversation import commands, pauses, phrases, red_flags, senders, small_talk, unread, words
from services.conversation.judging import judged
from services.conversation.parts import STRANGE, Phrase, scan_of
from services.conversation.phone_marks import without_reaction
from services.conversation.reading import Asked, Ear, Reading, ReplyDay, as_json
from services.conversation.danger import Danger, Standing
from services.conversation.scales import TOP
from services.conversation.scores import MOST_TOKENS, Score, of_a_long_text, read_score
from services.conversation.spelling import SHORTEST, surely_meant
from services.conversation.tokens import LONGEST, plain
from services.conversation.tokens import words as split

__all__ = ["Asked", "Ear", "Reading", "ReplyDay", "as_json", "read"]

# The letters that stand for digits on a hurried thumb: 1O, l0, O.
_LOOKALIKE = re.compile(r"(?<![a-z0-9.,])(?:[li]0|[0-9]*[0-9]o|[0-9]*o[0-9]+|[0-9]+[li][0-9o]*)(?![a-z0-9'])|\Ao\W*\Z")
_COMPARED = words.joined("COMPARED")
# What may stand beside a reaction and say nothing.
_NOTHING = " \t\r\n.,!…\"'“”«»\u200a\u200b\u200e\u200f\ufeff"
_DIGIT_MEANT = str.maketrans("oli", "011")


@dataclass(frozen=True, slots=True)
class _Told:
    """A text taken apart: as written, with its misspellings righted, and the phrases found in it."""

    text: str
    flat: str
    raw: Sequence[str]
    sure: Sequence[str]
    tokens: Sequence[str]
    phrases: Sequence[Phrase]
    line: str


def read(text: str, asked: Asked, ear: Ear | None = None) -> Reading:
    """Read one text of up to 1,600 characters; longer ones are cut there. It never raises.

    The second ear, where one is given, may only raise what the words come to.
    """
    reading = _read(text, asked)
    return judged(_with_events(reading), text[:LONGEST], WordsVerdict.NOTHING, ear)


def _with_events(reading: Reading) -> Reading:
    told = ((reading.died, ToldEvent.DEATH), (reading.wrong_person, ToldEvent.WRONG_PERSON))
    return replace(reading, events=tuple(event for is_told, event in told if is_told))


def _read(text: str, asked: Asked) -> Reading:
    rest = without_reaction(text[:LONGEST])
    if rest is not None and not rest.strip(_NOTHING):
        return Reading(ReplyKind.REACTION, why="a phone's reaction")
    told = _take_apart(text if rest is None else rest, asked.language)
    pause = pauses.find(told.tokens, asked.language)
    reading, parts = _score_of(told, asked, pause)
    heard = red_flags.find_in(told.tokens, told.raw)
    dangers = heard.dangers
    tells = not isinstance(reading.pain, Absent) or any(d.standing is Standing.MEANT for d in dangers)
    if senders.is_automatic(told.tokens, told.line, tells_of_the_day=tells):
        return _automatic(told, dangers)
    reading = _with_body_words(reading, told)
    reading = replace(reading, day=_day(told.tokens))
    command = commands.find(told.text, told.raw, told.tokens, told.phrases)
    reading = _obey(reading, command, pause, asked)
    reading, of_sender = _with_sender(reading, told, opt_out=command.kind is ReplyKind.STOP)
    reading = _with_danger(reading, dangers, opt_out=command.kind is ReplyKind.STOP)
    taken = of_sender.union(*(d.places for d in dangers if d.standing is Standing.MEANT))
    if reading.opt_out is OptOut.SURE or reading.kind is command.kind or (command.why and reading.why == command.why):
        taken |= command.taken
    return _with_small_talk(_with_unread(reading, told, parts, taken), told, dangers)


def _automatic(told: _Told, dangers: Sequence[Danger]) -> Reading:
    """A machine wrote it: no score, no danger, no command; but where it speaks of danger a person reads its words."""
    grave = not senders.EMERGENCY_WORDS.isdisjoint(told.tokens) or dangers
    return Reading(ReplyKind.AUTO_REPLY, unread=unread.every_word(told.raw) if grave else (), why="an automatic reply")


def _take_apart(text: str, language: Language) -> _Told:
    flat = plain(text)
    raw = split(flat)
    if language is Language.ENGLISH and "," in flat:
        # An English comma is no decimal mark: "4,2" are two numbers.
        raw = [part for token in raw for part in _split_at_comma(token)]
    tokens = [words.SPELLER.right(token) if len(token) >= SHORTEST else token for token in raw]
    return _Told(text, flat, raw, surely_meant(raw, tokens), tokens, phrases.find(tokens), " ".join(tokens))


def _split_at_comma(token: str) -> list[str]:
    whole, comma, rest = token.partition(",")
    return [whole, comma, rest] if comma and rest else [token]


def _score_of(told: _Told, asked: Asked, pause: pauses.Pause | None) -> tuple[Reading, str]:
    """What the numbers say, and the part that was left to each word."""
    tokens, found = told.tokens, told.phrases
    if _LOOKALIKE.search(told.flat):
        unsure = Reading(
            ReplyKind.UNCLEAR, possible_red=True, candidates=_lookalikes(told.flat), why="letters or digits?"
        )
        return unsure, scan_of(tokens, found, asked.language, asked.open, asked.planned_walks).parts
    if pause is not None:
        tokens, found = [*tokens[: pause.first], *tokens[pause.last :]], ()
    if len(tokens) > MOST_TOKENS:
        return _from_score(of_a_long_text(tokens), asked), STRANGE * len(told.tokens)
    score = read_score(tokens, found, asked.language, asked.open, asked.planned_walks)
    parts = score.parts
    if pause is not None:
        parts = parts[: pause.first] + unread.IN_PAUSE * (pause.last - pause.first) + parts[pause.first :]
    return _from_score(score, asked), parts


def _lookalikes(flat: str) -> tuple[int, ...]:
    """What the letters may stand for: 1O may be 10, or 1."""
    found = []
    for match in _LOOKALIKE.finditer(flat):
        as_digits = match.group().translate(_DIGIT_MEANT)
        for digits in (re.sub(r"\D", "", as_digits), re.sub(r"\D", "", match.group())):
            if digits and len(digits) <= 2 and int(digits) <= TOP:
                found.append(int(digits))
    return tuple(dict.fromkeys(found))


def _from_score(score: Score, asked: Asked) -> Reading:
    reading = Reading(
        ReplyKind.UNCLEAR,
        possible_red=score.possible_red,
        candidates=score.candidates,
        ranged=score.ranged,
        why=score.why,
    )
    if score.walks is not None:
        all_of_them = asked.planned_walks > 0 and score.walks >= asked.planned_walks
        kind = ReplyKind.DONE if all_of_them else ReplyKind.WALKS
        kind = ReplyKind.SKIP if score.walks == 0 else kind
        reading = replace(reading, kind=kind, walks=score.walks)
    if score.pain is not None:
        return replace(reading, kind=ReplyKind.PAIN, pain=score.pain)
    # A number that is still to be asked about outweighs the walks.
    return replace(reading, kind=ReplyKind.UNCLEAR) if score.candidates and score.why == "asked back" else reading


def _day(tokens: Sequence[str]) -> ReplyDay:
    today = not words.TODAY.isdisjoint(tokens)
    yesterday = any(
        token in words.YESTERDAY and (i == 0 or tokens[i - 1] not in _COMPARED) for i, token in enumerate(tokens)
    )
    if yesterday and not today:
        return ReplyDay.YESTERDAY
    return ReplyDay.TODAY if today and not yesterday else ReplyDay.UNSAID


def _with_body_words(reading: Reading, told: _Told) -> Reading:
    """Sore, flare, stopped early: told beside a score, or alone."""
    meanings = {phrase.meaning for phrase in told.phrases if not commands.is_denied(told.tokens, phrase.first)} & {
        "flare",
        "stopped",
        "sore",
    }
    if not meanings:
        return reading
    sore = "sore" in meanings and reading.kind is not ReplyKind.PAIN
    reading = replace(reading, flare="flare" in meanings, stopped_early="stopped" in meanings or sore)
    if reading.kind is not ReplyKind.UNCLEAR or reading.candidates:
        return reading
    kind = ReplyKind.FLARE if reading.flare else ReplyKind.SORE
    return replace(reading, kind=kind, why=" and ".join(sorted(meanings)))


def _obey(reading: Reading, command: commands.Command, pause: pauses.Pause | None, asked: Asked) -> Reading:
    kind = command.kind
    if kind is ReplyKind.READY and asked.planned_walks and command.why == commands.READY_OR_DONE:
        # A patient who has walks today says with this word that they are done.
        kind = ReplyKind.DONE
    if kind in (ReplyKind.STOP, ReplyKind.START, ReplyKind.HELP, ReplyKind.CALL, ReplyKind.RESUME):
        return replace(reading, kind=kind, why=command.why)
    if pause is not None and kind is ReplyKind.UNCLEAR:
        return replace(reading, kind=ReplyKind.PAUSE, pause_days=pause.days, pause_until=pause.until, why="pause")
    told = reading.kind is not ReplyKind.UNCLEAR or bool(reading.candidates)
    if kind is ReplyKind.UNCLEAR or told:
        return reading
    walks: int | Absent = Absent.NOT_ASKED
    if kind is ReplyKind.SKIP or (kind is ReplyKind.DONE and asked.planned_walks):
        walks = 0 if kind is ReplyKind.SKIP else asked.planned_walks
    return replace(reading, kind=kind, walks=walks, why=command.why)


def _with_sender(reading: Reading, told: _Told, *, opt_out: bool) -> tuple[Reading, frozenset[int]]:
    """A wrong number, a death; a number beside "wrong number" may be the wrong one, and is asked about."""
    if reading.candidates and not opt_out:
        return reading, frozenset()
    died = senders.says_died(told.tokens, told.line)
    wrong = senders.says_wrong_person(told.tokens, told.line)
    if died is None and wrong is None:
        return reading, frozenset()
    reading = replace(reading, died=died is not None, wrong_person=wrong is not None)
    taken = frozenset((*(died or ()), *(wrong or ())))
    if opt_out:
        return reading, taken
    kind, why = (ReplyKind.WRONG_PERSON, "wrong person") if died is None else (ReplyKind.DEATH, "a death")
    return replace(reading, kind=kind, walks=Absent.NOT_ASKED, why=why), taken


def _with_danger(reading: Reading, dangers: Sequence[Danger], *, opt_out: bool) -> Reading:
    """Danger that is meant decides; an opt-out beside it is kept, and a crisis outweighs even that."""
    reading = replace(reading, opt_out=OptOut.SURE) if opt_out else reading
    if not dangers:
        return reading
    first = dangers[0]
    if first.standing is not Standing.MEANT or (reading.died and not first.crisis):
        return replace(reading, third_person_danger=True, why=first.rule)
    if first.crisis:
        return replace(reading, kind=ReplyKind.CRISIS, tier=first.tier, why=first.rule)
    kind = ReplyKind.STOP if opt_out else ReplyKind.RED_FLAG
    return replace(reading, kind=kind, tier=first.tier, why=first.rule)


def _with_unread(reading: Reading, told: _Told, parts: str, taken: frozenset[int]) -> Reading:
    bare = reading.kind is ReplyKind.UNCLEAR and not reading.candidates
    left = unread.find(told.raw, told.sure, told.tokens, told.phrases, parts, taken, bare=bare)
    if not left and len(told.tokens) > MOST_TOKENS:
        left = unread.every_word(told.raw)
    return replace(reading, unread=left) if left else reading


def _with_small_talk(reading: Reading, told: _Told, dangers: Sequence[Danger]) -> Reading:
    """Thanks, a question, a word of the menu; what nobody understood and may be danger; of danger, a known foot."""
    if reading.kind is ReplyKind.RED_FLAG:
        bare = red_flags.KNOWN_FOOT_COMPANY.issuperset(reading.unread)
        known = bare and red_flags.is_of_known_foot(told.tokens, dangers)
        return replace(reading, foot_only=True) if known else reading
    menu = small_talk.menu_word(told.sure)
    if menu:
        return replace(reading, menu=menu, unread=())
    if reading.kind is not ReplyKind.UNCLEAR:
        return reading
    numbers = bool(reading.candidates) or reading.possible_red
    if not numbers and small_talk.is_thanks(told.sure):
        left = reading.unread if unread.heavy_places(told.tokens) else ()
        return replace(reading, kind=ReplyKind.THANKS, unread=left, why="thanks")
    if not reading.third_person_danger and red_flags.may_be_danger(told.tokens):
        reading = replace(reading, third_person_danger=True)
    if not numbers and small_talk.is_question(told.text, told.line):
        return replace(reading, kind=ReplyKind.QUESTION, why="a question")
    return reading
