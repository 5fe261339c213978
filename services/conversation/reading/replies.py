"""What does a text from a patient say? One reading with every number it saw; it never guesses between candidates.

What a phone or we ourselves wrote is taken away first. Then come two verdicts, and the worse counts: what the numbers
and commands say, and what all other words come to. A pain is never below any number that the text could mean as pain.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.vocabulary import Absent, OpenQuestion, OptOut, ReplyKind, ToldEvent, WordsVerdict
from services.conversation.reading import (
    amounts,
    commands,
    events,
    leaving,
    lookalikes,
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
from services.conversation.reading.judging import judged, worse
from services.conversation.reading.parts import NUMBERS_IN, PASSED, STRANGE, scan_of
from services.conversation.reading.phone_marks import without_reaction
from services.conversation.reading.reading import Ear, Reading, ReplyContext, ReplyDay, as_json
from services.conversation.reading.scores import MOST_TOKENS, Score, of_a_long_text, read_score
from services.conversation.reading.taking_apart import Told, take_apart, without
from services.conversation.reading.tokens import LONGEST, plain
from services.conversation.reading.tokens import words as split

__all__ = ["Accounted", "Ear", "Reading", "ReplyContext", "ReplyDay", "as_json", "explain", "read"]

_COMPARED = words.joined("COMPARED")
# What may stand beside a reaction and say nothing.
_NOTHING = " \t\r\n.,!…\"'“”«»\u200a\u200b\u200e\u200f\ufeff"
_MAY_BE_LEAVING = frozenset((
    ReplyKind.UNCLEAR, ReplyKind.QUESTION, ReplyKind.THANKS, ReplyKind.PAIN, ReplyKind.SKIP, ReplyKind.DONE,
    ReplyKind.PART, ReplyKind.HELP,
))  # fmt: skip
_ORDERS = frozenset().union(*words.COMMANDS.values()) - words.COMMANDS["ready"] - words.COMMANDS["shoes"]


@dataclass(frozen=True, slots=True)
class Understood:
    """A reading before it is judged, and how each word was accounted for.

    undenied: the text without the dangers that it denies, where it does; a denial accounts for its own item.
    """

    reading: Reading
    verdict: WordsVerdict
    accounts: Accounts = NOTHING_SAID
    undenied: str | None = None


def read(text: str, context: ReplyContext, ear: Ear | None = None) -> Reading:
    """Read one text of up to 1,600 characters; longer ones are cut there. It never raises.

    The second ear, where one is given, may only raise what the words come to.
    """
    text = text[:LONGEST]
    understood = _read(text, context)
    heard = text if understood.undenied is None else understood.undenied
    return judged(understood.reading, heard, understood.verdict, ear)


def _verdict(heard: Heard, left: unread.Left) -> WordsVerdict:
    """Half a frame beside words that nothing accounted for is caution: an unknown word raises, and silences nothing."""
    if heard.in_doubt or any(not left.places.isdisjoint(half) for half in heard.halves):
        return WordsVerdict.CAUTION
    if left.places:
        return WordsVerdict.UNREAD
    return WordsVerdict.EVERYDAY if left.everyday else WordsVerdict.NOTHING


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
    understood = _of_their_own(told, context)
    # "Call me" is what a patient may always ask for, though our own texts say whom to call.
    if understood.reading.kind is not ReplyKind.CALL and quotes.repeats_safety(told.raw):
        understood = replace(understood, verdict=worse(understood.verdict, WordsVerdict.CAUTION))
    if not ours and rest is None:
        return understood
    verdict = understood.verdict
    if rest is not None and _quotes_danger(text):
        # "Numbness between the legs?" "Yes": the answer is only as harmless as what it answers.
        verdict = worse(verdict, WordsVerdict.CAUTION)
    return replace(understood, reading=replace(understood.reading, quoted=True), verdict=verdict)


def _quotes_danger(text: str) -> bool:
    raw = split(plain(text))
    heard = red_flags.find_in(raw, raw)
    return bool(heard.dangers or heard.halves)


def _of_their_own(told: Told, context: ReplyContext) -> Understood:
    """What a patient says, once our own words and a phone's are taken away."""
    pause = pauses.find(told.tokens, context.language)
    reading, parts = _score_of(told, context, pause)
    heard = red_flags.find_in(told.tokens, told.raw)
    tells = not isinstance(reading.pain, Absent) or any(d.assertion is Assertion.MEANT for d in heard.dangers)
    if senders.is_automatic(told.tokens, told.line, tells_of_the_day=tells):
        return Understood(_automatic(told, heard.dangers), WordsVerdict.NOTHING)
    reading = _with_body_words(reading, told)
    day = _day([token for i, token in enumerate(told.tokens) if parts[i : i + 1] != PASSED])
    reading = reading if day is ReplyDay.UNSAID else replace(reading, day=day)
    command = commands.find(told.text, told.raw, told.tokens, told.phrases)
    reading = _obey(reading, command, pause, context)
    reading, of_sender = _with_sender(reading, told, opt_out=command.kind is ReplyKind.STOP)
    reading = _with_danger(reading, heard.dangers, opt_out=command.kind is ReplyKind.STOP)
    of_danger = frozenset[int]().union(*(d.places for d in heard.dangers if d.assertion is Assertion.MEANT))
    obeyed = reading.opt_out is OptOut.SURE or reading.kind is command.kind
    obeyed = obeyed or bool(command.why and reading.why == command.why)
    of_command = of_sender | command.taken if obeyed else of_sender
    reading, left = _with_unread(reading, told, parts, of_danger | of_command)
    reading = _with_facts(_with_small_talk(reading, told, heard.dangers), told, context)
    verdict = _verdict(heard, left)
    talks = reading.kind is ReplyKind.UNCLEAR and not reading.candidates and verdict is WordsVerdict.EVERYDAY
    if talks and context.open is OpenQuestion.NONE and reading.menu in ("", "yes") and _ORDERS.isdisjoint(told.tokens):
        # Nothing was asked, and nothing but everyday words was said.
        reading = replace(reading, kind=ReplyKind.THANKS, why="small talk")
    denied = red_flags.denied_places(told.tokens, heard.dangers)
    undenied = " ".join(word for i, word in enumerate(told.raw) if i not in denied) if denied else None
    return Understood(reading, verdict, Accounts(told, parts, of_danger, of_command, left.places), undenied)


def _with_facts(reading: Reading, told: Told, context: ReplyContext) -> Reading:
    """What stands beside a score: how far was walked, what happened, whether somebody may want to be left alone."""
    walked = amounts.find(told.tokens, NUMBERS_IN[context.language])
    of_sender = ((reading.died, ToldEvent.DEATH), (reading.wrong_person, ToldEvent.WRONG_PERSON))
    happened = *(event for is_told, event in of_sender if is_told), *events.find(told.tokens, told.line)
    likely = reading.opt_out is OptOut.NO and not (reading.died or reading.wrong_person)
    likely = likely and reading.kind in _MAY_BE_LEAVING and leaving.may_wish(told.tokens)
    if not (likely or happened or walked != amounts.NONE_TOLD):
        return reading
    opt_out = OptOut.LIKELY if likely else reading.opt_out
    return replace(reading, opt_out=opt_out, minutes=walked.minutes, miles=walked.miles, events=happened)


def _automatic(told: Told, dangers: Sequence[Danger]) -> Reading:
    """A machine wrote it: no score, no danger, no command; but where it speaks of danger a person reads its words."""
    grave = not senders.EMERGENCY_WORDS.isdisjoint(told.tokens) or dangers
    left = unread.every_word(told.raw) if grave else ()
    return Reading(ReplyKind.AUTO_REPLY, unread=left, events=(ToldEvent.OUT_OF_OFFICE,), why="an automatic reply")


def _score_of(told: Told, context: ReplyContext, pause: pauses.Pause | None) -> tuple[Reading, str]:
    """What the numbers say, and the part that was left to each word."""
    tokens, found = told.tokens, told.phrases
    if lookalikes.stand_in(told.flat):
        unsure = Reading(
            ReplyKind.UNCLEAR, possible_red=True, candidates=lookalikes.numbers(told.flat), why="letters or digits?"
        )
        return unsure, scan_of(tokens, found, context.language, context.open, context.planned_walks).parts
    if pause is not None:
        tokens, found = [*tokens[: pause.first], *tokens[pause.last :]], ()
    if len(tokens) > MOST_TOKENS:
        return _from_score(of_a_long_text(tokens), context), STRANGE * len(told.tokens)
    score = read_score(tokens, found, context.language, context.open, context.planned_walks)
    parts = score.parts
    if pause is not None:
        parts = parts[: pause.first] + unread.IN_PAUSE * (pause.last - pause.first) + parts[pause.first :]
    return _from_score(score, context), parts


def _from_score(score: Score, context: ReplyContext) -> Reading:
    kind = ReplyKind.UNCLEAR
    if score.pain is not None:
        kind = ReplyKind.PAIN
    # A number that is still to be asked about outweighs the walks.
    elif score.walks is not None and not (score.candidates and score.why == "asked back"):
        all_of_them = context.planned_walks > 0 and score.walks >= context.planned_walks
        kind = ReplyKind.DONE if all_of_them else ReplyKind.WALKS
        kind = ReplyKind.SKIP if score.walks == 0 else kind
    return Reading(
        kind,
        pain=Absent.NOT_ASKED if score.pain is None else score.pain,
        walks=Absent.NOT_ASKED if score.walks is None else score.walks,
        possible_red=score.possible_red,
        candidates=score.candidates,
        ranged=score.ranged,
        why=score.why,
    )


def _day(tokens: Sequence[str]) -> ReplyDay:
    today = not words.TODAY.isdisjoint(tokens)
    yesterday = any(
        token in words.YESTERDAY and (i == 0 or tokens[i - 1] not in _COMPARED) for i, token in enumerate(tokens)
    )
    if yesterday and not today:
        return ReplyDay.YESTERDAY
    return ReplyDay.TODAY if today and not yesterday else ReplyDay.UNSAID


def _with_body_words(reading: Reading, told: Told) -> Reading:
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


def _with_sender(reading: Reading, told: Told, *, opt_out: bool) -> tuple[Reading, frozenset[int]]:
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


def _with_unread(reading: Reading, told: Told, parts: str, taken: frozenset[int]) -> tuple[Reading, unread.Left]:
    bare = reading.kind is ReplyKind.UNCLEAR and not reading.candidates
    text = unread.Words(told.sure, told.tokens, parts)
    left = unread.find(text, told.phrases, taken, bare=bare)
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
    if reading.kind is not ReplyKind.UNCLEAR:
        return reading
    numbers = bool(reading.candidates) or reading.possible_red
    for kind, is_asked in ((ReplyKind.WHY, small_talk.is_why), (ReplyKind.HOW, small_talk.is_how)):
        if not numbers and is_asked(told.raw):
            return replace(reading, kind=kind, unread=(), why=kind.value)
    if not numbers and small_talk.is_thanks(told.sure):
        left = reading.unread if unread.heavy_places(told.tokens) else ()
        return replace(reading, kind=ReplyKind.THANKS, unread=left, why="thanks")
    if not reading.third_person_danger and red_flags.may_be_danger(told.tokens):
        reading = replace(reading, third_person_danger=True)
    if not numbers and small_talk.is_question(told.text, told.line):
        return replace(reading, kind=ReplyKind.QUESTION, why="a question")
    return reading
