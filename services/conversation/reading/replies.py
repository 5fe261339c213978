"""What does a text from a patient say? One reading with every number it saw; it never guesses between candidates.

What a phone or we ourselves wrote is taken away first. Then come two verdicts, and the worse counts: what the numbers
and commands say, and what all other words come to. A pain is never below any number that the text could mean as pain.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from schemas.vocabulary import Absent, OpenQuestion, OptOut, ReplyKind, Tier, ToldEvent, WordsVerdict
from services.conversation import locales
from services.conversation.reading import (
    amounts,
    commands,
    events,
    function,
    half_heard,
    heavy,
    leaving,
    orders,
    other_days,
    pauses,
    quotes,
    red_flags,
    senders,
    small_talk,
    unread,
    words,
)
from services.conversation.reading.accounts import NOTHING_SAID, Accounted, Accounts, accounted
from services.conversation.reading.danger import Assertion, Danger
from services.conversation.reading.frames import Heard
from services.conversation.reading.judging import Half, Words, judged, with_danger, worse
from services.conversation.reading.numbers_told import read_numbers
from services.conversation.reading.parts import NUMBER, NUMBERS_IN, PASSED
from services.conversation.reading.phone_marks import without_reaction
from services.conversation.reading.reading import Ear, Reading, ReplyContext, ReplyDay, as_json
from services.conversation.reading.scores import MOST_TOKENS
from services.conversation.reading.taking_apart import Told, take_apart, without
from services.conversation.reading.tokens import LONGEST, plain
from services.conversation.reading.tokens import words as split

__all__ = ["Accounted", "Ear", "Reading", "ReplyContext", "ReplyDay", "as_json", "explain", "read"]

# What may stand beside a reaction and say nothing.
_NOTHING = " \t\r\n.,!…\"'“”«»\u200a\u200b\u200e\u200f\ufeff"
_LEANS = {"": Half.NONE, "body": Half.OF_BODY, "crisis": Half.OF_CRISIS}
_DAYS = words.TODAY | words.YESTERDAY
_YES = "|".join(locales.small_patterns("YES_BEGINS_PATTERNS"))
_NO_AFTER = "|".join(locales.small_patterns("DENIES_YES_PATTERNS"))
_YES_TO_IT = re.compile(rf"[|, ]*(?:{_YES})\b(?! (?:{_NO_AFTER}))")
_MAY_BE_LEAVING = frozenset((
    ReplyKind.UNCLEAR, ReplyKind.QUESTION, ReplyKind.THANKS, ReplyKind.PAIN, ReplyKind.SKIP, ReplyKind.DONE,
    ReplyKind.PART, ReplyKind.HELP,
))  # fmt: skip
_SCORED = frozenset((ReplyKind.PAIN, ReplyKind.WALKS, ReplyKind.DONE, ReplyKind.SKIP, ReplyKind.PART))
_ORDERS = frozenset().union(*words.COMMANDS.values()) - words.COMMANDS["ready"] - words.COMMANDS["shoes"]


@dataclass(frozen=True, slots=True)
class Understood:
    """A reading before it is judged, and how each word was accounted for.

    undenied: the text without the dangers that it denies, where it does; a denial accounts for its own item. half: of
    which danger half a frame speaks. leans: of which its words would. beside: words stand beside the answer.
    """

    reading: Reading
    verdict: WordsVerdict
    accounts: Accounts = NOTHING_SAID
    undenied: str | None = None
    half: Half = Half.NONE
    leans: Half = Half.NONE
    beside: bool = False


def read(text: str, context: ReplyContext, ear: Ear | None = None) -> Reading:
    """Read one text of up to 1,600 characters; longer ones are cut there. It never raises.

    The second ear, where one is given, may only raise what the words come to.
    """
    text = text[:LONGEST]
    understood = _read(text, context)
    heard = text if understood.undenied is None else understood.undenied
    words_of_it = Words(understood.verdict, understood.half, understood.leans, understood.beside)
    return judged(understood.reading, heard, words_of_it, ear)


def _verdict(heard: Heard, left: unread.Left) -> WordsVerdict:
    """Half a frame beside words that nothing accounted for is caution: an unknown word raises, and silences nothing."""
    if heard.in_doubt or any(not left.places.isdisjoint(half) for half in heard.halves):
        return WordsVerdict.CAUTION
    if left.places:
        return WordsVerdict.UNREAD
    return WordsVerdict.EVERYDAY if left.everyday else WordsVerdict.NOTHING


def _half(heard: Heard, verdict: WordsVerdict, reading: Reading) -> Half:
    """Of which danger half a frame speaks: its own, and not another person's or a denied one."""
    mentioned = reading.third_person_danger and not (reading.denied or reading.of_another)
    if reading.of_another or not (verdict is WordsVerdict.CAUTION or mentioned):
        return Half.NONE
    return Half.OF_CRISIS if heard.of_crisis else Half.OF_BODY


def explain(text: str, context: ReplyContext) -> list[Accounted]:
    """How each word of a text is accounted for, in order; what a phone or we ourselves wrote is left out."""
    return accounted(_read(text[:LONGEST], context).accounts)


def _read(text: str, context: ReplyContext) -> Understood:
    rest = without_reaction(text)
    if rest is not None and not rest.strip(_NOTHING):
        return Understood(Reading(ReplyKind.REACTION, quoted=True, why="a phone's reaction"), WordsVerdict.NOTHING)
    told = take_apart(text if rest is None else rest, context.language)
    ours = quotes.places(told.tokens)
    if ours:
        told = without(told, ours, context.language)
        if not any(token.isalnum() for token in told.raw):
            return Understood(Reading(ReplyKind.REACTION, quoted=True, why="our own words"), WordsVerdict.NOTHING)
    understood = _beside_function(told, context)
    # "Call me" is what a patient may always ask for, though our own texts say whom to call.
    if understood.reading.kind is not ReplyKind.CALL and quotes.repeats_safety(told.raw):
        understood = replace(understood, verdict=worse(understood.verdict, WordsVerdict.CAUTION))
    if not ours and rest is None:
        return understood
    verdict = understood.verdict
    reading = replace(understood.reading, quoted=True)
    if rest is not None and _quotes_danger(text):
        # "Numbness between the legs?" "Yes": the answer is only as harmless as what it answers.
        verdict = worse(verdict, WordsVerdict.CAUTION)
        if reading.tier is Absent.NOT_ASKED and _YES_TO_IT.match(told.line):
            reading = replace(reading, kind=ReplyKind.RED_FLAG, tier=Tier.EMERGENCY, why="yes to danger")
    return replace(understood, reading=reading, verdict=verdict)


def _quotes_danger(text: str) -> bool:
    raw = split(plain(text))
    heard = red_flags.find_in(raw, raw)
    return bool(heard.dangers or heard.halves)


def _beside_function(told: Told, context: ReplyContext) -> Understood:
    """A text with what "F6" says taken out of it. Where F was the question, a bare number may be that, or a pain."""
    found, asked = function.find(told, NUMBERS_IN[context.language]), context.open is OpenQuestion.FUNCTION
    if not (found.told or asked):
        return _of_their_own(told, context)
    rest = without(told, found.places, context.language) if found.told else told
    understood = _of_their_own(rest, replace(context, open=OpenQuestion.NONE) if asked else context)
    return replace(understood, reading=function.beside(understood.reading, understood.accounts.parts, found))


def _of_their_own(told: Told, context: ReplyContext) -> Understood:
    """What a patient says, once our own words and a phone's are taken away."""
    pause = pauses.find(told.tokens, context.language)
    reading, parts = read_numbers(told, context, pause)
    heard = red_flags.find_in(told.tokens, told.raw)
    tells = not isinstance(reading.pain, Absent) or any(d.assertion is Assertion.MEANT for d in heard.dangers)
    if senders.is_automatic(told.tokens, told.line, tells_of_the_day=tells):
        return Understood(_automatic(told, heard.dangers), WordsVerdict.NOTHING)
    reading = _with_body_words(reading, told)
    if not _DAYS.isdisjoint(told.tokens):
        reading = reading.but(
            day=other_days.day_of([t for i, t in enumerate(told.tokens) if parts[i : i + 1] != PASSED])
        )
    answered = reading.kind is not ReplyKind.UNCLEAR or bool(reading.candidates)
    command = commands.find(told, answered=answered)
    reading = _obey(reading, command, pause, context)
    happened = events.find(told.text, told.tokens)
    reading, of_sender = senders.with_sender(reading, told, happened, opt_out=command.kind is ReplyKind.STOP)
    reading = with_danger(reading, heard.dangers, opt_out=command.kind is ReplyKind.STOP)
    of_danger = frozenset[int]().union(*(d.places for d in heard.dangers if d.assertion is Assertion.MEANT))
    obeyed = reading.opt_out is OptOut.SURE or reading.kind is command.kind
    obeyed = obeyed or bool(command.why and reading.why == command.why)
    of_command = of_sender | command.taken if obeyed else of_sender
    if happened or reading.died or reading.wrong_person:
        reading = reading.but(events=_happened(reading, happened))
    reading, left = _with_unread(reading, told, parts, (of_danger | of_command, _places(happened)))
    reading = _with_facts(_with_small_talk(reading, told, heard.dangers), told, context)
    verdict = _verdict(heard, left)
    talks = reading.kind is ReplyKind.UNCLEAR and not reading.candidates and verdict is WordsVerdict.EVERYDAY
    talks = talks and not reading.events
    if talks and context.open is OpenQuestion.NONE and reading.menu in ("", "yes") and _ORDERS.isdisjoint(told.tokens):
        # Nothing was asked, and nothing but everyday words was said.
        reading = replace(reading, kind=ReplyKind.THANKS, why="small talk")
    denied = red_flags.denied_places(told.tokens, heard.dangers)
    undenied = " ".join(word for i, word in enumerate(told.raw) if i not in denied) if denied else None
    half, leans = _half(heard, verdict, reading), _LEANS[heard.leans]
    accounts = Accounts(told, parts, of_danger, of_command, left.places)
    ours = frozenset() if reading.why.endswith(orders.IN_THEIR_WORDS) else of_command
    beside = _stand_beside(told, parts, ours)
    return Understood(reading, verdict, accounts, undenied, half, leans, beside)


def _stand_beside(told: Told, parts: str, ours: frozenset[int]) -> bool:
    """Whether at least two words stand in a text that are no number, no phrase and no command of ours."""
    ours = ours.union(*(range(phrase.first, phrase.last) for phrase in told.phrases))
    spoken = (i for i, word in enumerate(told.raw) if word.isalpha() and i not in ours and parts[i : i + 1] != NUMBER)
    return len(list(islice(spoken, 2))) == 2


def _happened(reading: Reading, happened: Sequence[events.Told]) -> tuple[ToldEvent, ...]:
    """What happened, the gravest first; a wrong number and a patient's death only where they were heard as that."""
    near = any(one.event is ToldEvent.DEATH and not one.sure for one in happened)
    of_sender = {ToldEvent.DEATH: reading.died or near, ToldEvent.WRONG_PERSON: reading.wrong_person}
    told = {event.event for event in happened}
    return tuple(event for event in ToldEvent if of_sender.get(event, event in told))


def _places(happened: Sequence[events.Told]) -> frozenset[int]:
    return frozenset[int]().union(*(told.places for told in happened))


def _with_facts(reading: Reading, told: Told, context: ReplyContext) -> Reading:
    """What stands beside a score: how far was walked, and whether somebody may want to be left alone."""
    walked = amounts.find(told.tokens, NUMBERS_IN[context.language])
    opt_out = _opt_out(reading, told)
    if opt_out is reading.opt_out and walked == amounts.NONE_TOLD:
        return reading
    return replace(reading, opt_out=opt_out, minutes=walked.minutes, miles=walked.miles)


def _opt_out(reading: Reading, told: Told) -> OptOut:
    """Who may want no more texts is asked; a stranger who does is obeyed, and whoever mourns is not asked."""
    ordered = reading.why.endswith(orders.IN_THEIR_WORDS) and not reading.unread
    may_leave = reading.wrong_person or (reading.kind in _MAY_BE_LEAVING and not ordered)
    if reading.opt_out is not OptOut.NO or ToldEvent.DEATH in reading.events or not may_leave:
        return reading.opt_out
    if reading.wrong_person:
        return OptOut.SURE if leaving.ends(told.tokens) else OptOut.NO
    return OptOut.LIKELY if leaving.may_wish(told.tokens) else OptOut.NO


def _automatic(told: Told, dangers: Sequence[Danger]) -> Reading:
    """A machine wrote it: no score, no danger, no command; but where it speaks of danger a person reads its words."""
    grave = not senders.EMERGENCY_WORDS.isdisjoint(told.tokens) or dangers
    left = unread.every_word(told.raw) if grave else ()
    return Reading(ReplyKind.AUTO_REPLY, unread=left, events=(ToldEvent.OUT_OF_OFFICE,), why="an automatic reply")


def _with_body_words(reading: Reading, told: Told) -> Reading:
    """Sore, flare, stopped early: told beside a score, or alone."""
    meanings = {phrase.meaning for phrase in told.phrases if not commands.is_denied(told.tokens, phrase.first)}
    meanings &= {"flare", "stopped", "sore"}
    if orders.turned_back(told.tokens):
        meanings.add("stopped")
    if not meanings:
        return reading
    sore = "sore" in meanings and reading.kind is not ReplyKind.PAIN
    reading = replace(reading, flare="flare" in meanings, stopped_early="stopped" in meanings or sore)
    if reading.kind is not ReplyKind.UNCLEAR or reading.candidates:
        return reading
    kind = ReplyKind.FLARE if reading.flare else ReplyKind.SORE
    return replace(reading, kind=kind, why=" and ".join(sorted(meanings)))


def _obey(reading: Reading, command: commands.Command, pause: pauses.Pause | None, context: ReplyContext) -> Reading:
    kind = command.kind
    if kind is ReplyKind.READY and context.planned_walks and command.why == commands.READY_OR_DONE:
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
    if kind is ReplyKind.SKIP or (kind is ReplyKind.DONE and context.planned_walks):
        walks = 0 if kind is ReplyKind.SKIP else context.planned_walks
    return replace(reading, kind=kind, walks=walks, why=command.why)


def _with_unread(
    reading: Reading, told: Told, parts: str, taken: tuple[frozenset[int], frozenset[int]]
) -> tuple[Reading, unread.Left]:
    """taken are the places of a danger, a command or a sender, and those of what happened."""
    bare = reading.kind is ReplyKind.UNCLEAR and not reading.candidates
    text = unread.Words(told.sure, told.tokens, parts)
    left = unread.find(text, told.phrases, *taken, bare=bare)
    if not left.places and len(told.tokens) > MOST_TOKENS:
        return replace(reading, unread=unread.every_word(told.raw)), left
    if not left.places:
        return reading, left
    return replace(reading, unread=tuple(dict.fromkeys(told.raw[i] for i in sorted(left.places)))), left


def _with_small_talk(reading: Reading, told: Told, dangers: Sequence[Danger]) -> Reading:
    """Thanks, a question, a word of the menu; what nobody understood and may be danger; of danger, a known foot."""
    if reading.kind is ReplyKind.RED_FLAG:
        bare = red_flags.KNOWN_FOOT_COMPANY.issuperset(reading.unread)
        known = bare and red_flags.is_of_known_foot(told.tokens, dangers)
        return replace(reading, foot_only=True) if known else reading
    menu = small_talk.menu_word(told.sure)
    if menu:
        return replace(reading, menu=menu, unread=())
    if reading.kind in _SCORED and "?" in told.text and (context := small_talk.asked_beside(told.text)):
        # "4, is that good?": a person answers.
        unread_too = dict.fromkeys((*reading.unread, *split(plain(" ".join(context)))))
        return replace(reading, unread=tuple(word for word in unread_too if word.isalpha()))
    if reading.kind is not ReplyKind.UNCLEAR:
        return reading
    numbers = bool(reading.candidates) or reading.possible_red
    for kind, is_asked in ((ReplyKind.WHY, small_talk.is_why), (ReplyKind.HOW, small_talk.is_how)):
        if not numbers and is_asked(told.raw):
            return replace(reading, kind=kind, unread=(), why=kind.value)
    if not numbers and small_talk.is_thanks(told.sure):
        left = reading.unread if heavy.places(told.tokens) else ()
        return replace(reading, kind=ReplyKind.THANKS, unread=left, why="thanks")
    if not reading.third_person_danger and half_heard.may_be_danger(told.tokens):
        reading = replace(reading, third_person_danger=True)
    if not numbers and small_talk.is_question(told.text, told.line):
        return replace(reading, kind=ReplyKind.QUESTION, why="a question")
    return reading
