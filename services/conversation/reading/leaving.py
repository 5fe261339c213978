"""Does a text ask for no more texts? Any clear wish counts, with a reason or not; "it won't stop hurting" is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.conversation import locales
from services.conversation.reading import said, wishes, words
from services.conversation.reading.parts import DID, LABEL, UNIT, WALK, WALKS, Phrase, part_of
from services.conversation.reading.tokens import BREAK, PAUSE

_STOP = words.COMMANDS["stop"]
_SIGN = "🛑"
# Alone in a clause these ask for no more texts whatever the reason beside them ...
_STRONG = locales.small_words("STRONG_STOPS") | {_SIGN}
# ... and these only where nothing speaks of walks or of pain: "quit, leg hurts", "alto, 8".
_WEAK = _STOP - _STRONG - locales.small_words("NO_BARE_STOPS")
_HIGH, _PLEASE = locales.small_words("HIGH"), locales.small_words("PLEASE_STOP")
_ABOUT_THE_DAY = frozenset((LABEL, WALK, WALKS, DID, UNIT))
_COMPANY = (words.POLITE - locales.small_words("NO_STOP_COMPANY")) | locales.small_words("STOP_COMPANY")
# Of a text that is not all in capitals, a word in capitals is a command: "ALTO, estoy en el hospital".
_CAPITALS = re.compile(r"\b[A-ZÀ-Ý]{3,}\b")
# "STOP I got a new therapist": who writes comes next; "stop it hurts" and "stop walking hurts" are none.
_SUBJECTS = locales.small_words("SUBJECTS")
_DENIALS = words.joined("DENIALS")
_BETWEEN_DENIAL = locales.small_words("BETWEEN_DENIAL")
_BEFORE = locales.small_words("BEFORE_STOP")
_LOOK_BACK, _LOOK_AHEAD = 6, 5
_DURING, _ASKED = locales.small_words("DURING"), locales.small_words("ONLY_ASKED")
_CLAUSE_MARKS = frozenset({BREAK, PAUSE})
_BY_MARKS = frozenset({BREAK, PAUSE, ":"})
_NO_WISH = locales.small_words("NO_WISH")
_ENDS, _OF_TEXTS = said.joined("ENDS"), said.joined("OF_TEXTS")
# "I got no text", "when does the program end?", "the texts help, no more pain".
_NO_LEAVING = said.joined("NO_LEAVING")
_BARE_WISH = re.compile(rf"\A(?:{'|'.join(said.patterns('BARE_WISH'))})\Z")
_WISHES = re.compile(rf"\b(?:{'|'.join(said.patterns('WISHES'))})(?![^\W_])")
_NO_BARE = re.compile(rf"\b(?:{'|'.join(said.patterns('NO_BARE'))})")
_BARE_ENDS, _BARE_TALK = said.joined("BARE_ENDS"), said.joined("BARE_TALK") | _OF_TEXTS
_GO_ON, _NO_GO_ON = said.joined("GO_ON"), said.joined("NO_GO_ON")
_SCRATCHED = re.compile("|".join(said.patterns("SCRATCHED")))
_FAREWELLS = said.joined("FAREWELLS")
_NO_MORE = locales.small_words("NO_MORE")
_SENTENCES = said.Sentences.of(said.patterns("LEAVING"), said.joined("LEAVING_WORDS"))


@dataclass(frozen=True, slots=True)
class Leaving:
    """A wish for no more texts: the places of the words that said so."""

    taken: frozenset[int]


def find(text: str, tokens: Sequence[str], phrases: Sequence[Phrase]) -> Leaving | None:
    """The wish for no more texts, if there is one."""
    taken = _in_sentences(tokens) | _in_phrases(tokens, phrases) | _in_clauses(text, tokens)
    if not taken:
        clause = wishes.sure(tokens, said.clauses(tokens, _CLAUSE_MARKS))
        taken = frozenset(() if clause is None or _says_for_how_long(tokens, clause) else clause)
    clauses = said.clauses(tokens, _CLAUSE_MARKS)
    taken -= {i for clause in clauses if taken and wishes.keeps(tokens, clause) for i in clause}
    if not taken:
        return None
    return Leaving(taken | {i for i, token in enumerate(tokens) if token in words.POLITE or token in _STRONG})


def may_wish(tokens: Sequence[str]) -> bool:
    """Whether no more texts may be meant: a word of ending beside one of texts, lists or taking part, in one clause.

    Likely only where it is truly open: it is asked once, so that nobody who meant it has to say it twice.
    """
    clauses = _open_clauses(tokens)
    if wishes.ends(tokens, clauses) or wishes.may_be(tokens, clauses):
        return True
    if any(_clause_may_wish(tokens, clause) for clause in clauses):
        return True
    if any(_is_bare_wish([tokens[i] for i in clause if _is_word(tokens[i])]) for clause in clauses):
        return True
    return not (_FAREWELLS.isdisjoint(tokens) or _NO_MORE.isdisjoint(tokens))


def ends(tokens: Sequence[str]) -> bool:
    """Whether a text that reaches somebody else tells us to end it: what a stranger says is not asked twice."""
    return wishes.ends(tokens, _open_clauses(tokens))


def _open_clauses(tokens: Sequence[str]) -> list[range]:
    """The clauses that may wish for no more: not "please do not stop these", and not "cancel that, it was a 6"."""
    clauses = said.clauses(tokens, _CLAUSE_MARKS)
    if any(token[0].isdigit() for token in tokens):
        clauses = [c for c in clauses if not _SCRATCHED.fullmatch(" ".join(tokens[c.start : c.stop]))]
    return [clause for clause in clauses if not wishes.keeps(tokens, clause)]


def _is_bare_wish(clause: Sequence[str]) -> bool:
    """A clause of an end and small words, and of nothing that could be ended but this: "maybe it is time to stop"."""
    line, found = _WISHES.subn(" ", " ".join(clause))
    left = line.split()
    if not _BARE_TALK.issuperset(word for word in left if word not in _BARE_ENDS | _GO_ON | _NO_GO_ON):
        return False
    ends = bool(found) or not _BARE_ENDS.isdisjoint(left)
    goes_on = not _GO_ON.isdisjoint(left) and not _NO_GO_ON.isdisjoint(left)
    return (ends or goes_on) and _NO_BARE.search(" ".join(clause)) is None


def _clause_may_wish(tokens: Sequence[str], clause: range) -> bool:
    said_here = [tokens[i] for i in clause if _is_word(tokens[i])]
    if _BARE_WISH.search(" ".join(said_here)):
        return True
    ends = next((i for i in clause if tokens[i] in _ENDS), None)
    if ends is None or not _NO_LEAVING.isdisjoint(said_here) or _is_denied(tokens, ends):
        return False
    return any(tokens[i] in _OF_TEXTS for i in clause)


def _in_sentences(tokens: Sequence[str]) -> frozenset[int]:
    line = " ".join(tokens).replace(_SIGN, "stop")
    found: set[int] = set()
    for match in _SENTENCES.every(frozenset(tokens), line):
        places = said.places(line, match)
        doubtful = _is_denied(tokens, places.start) or _is_only_asked(tokens, places.start)
        if not (doubtful or _is_for_a_while(tokens, places.stop)):
            found.update(places)
    return frozenset(found)


def _is_only_asked(tokens: Sequence[str], first: int) -> bool:
    """ "How do I get out of this?", "maybe stop the messages": it is asked about."""
    while first and tokens[first - 1] not in _CLAUSE_MARKS:
        first -= 1
        if tokens[first] in _ASKED:
            return True
    return False


def _is_for_a_while(tokens: Sequence[str], last: int) -> bool:
    """ "No texts until Monday", "arrêtez les messages pendant une semaine": a pause, and no leaving."""
    return _says_for_how_long(tokens, range(last, min(len(tokens), last + _LOOK_AHEAD)))


def _says_for_how_long(tokens: Sequence[str], places: range) -> bool:
    following = tokens[places.start : places.stop]
    if not words.UNTIL.isdisjoint(following):
        return True
    return not _DURING.isdisjoint(following) and any(token in words.DAY_WORDS for token in following)


def _in_phrases(tokens: Sequence[str], phrases: Sequence[Phrase]) -> frozenset[int]:
    meanings = {phrase.meaning for phrase in phrases}
    if "why" in meanings:
        return frozenset()
    found: set[int] = set()
    for phrase in phrases:
        alone = all(t in words.POLITE or not t.isalpha() for t in tokens[phrase.last :])
        wished = phrase.meaning == "stop_texts" or (phrase.meaning == "stop_wish" and alone)
        doubtful = _is_denied(tokens, phrase.first) or _is_only_asked(tokens, phrase.first)
        if wished and not (doubtful or _is_for_a_while(tokens, phrase.last)):
            found.update(range(phrase.first, phrase.last))
    return frozenset(found)


def _is_denied(tokens: Sequence[str], first: int) -> bool:
    """ "Why did you stop texting", "I don't want you to stop texting me", "I had to stop"."""
    for token in reversed(tokens[max(0, first - _LOOK_BACK) : first]):
        if token in _DENIALS or token in _BEFORE:
            return True
        if token not in _BETWEEN_DENIAL:
            return False
    return False


def _in_clauses(text: str, tokens: Sequence[str]) -> frozenset[int]:
    """A stop word as a clause of its own, first or last; or first of all, and who writes comes next."""
    names = [i for i, token in enumerate(tokens) if token in _STOP or token == _SIGN]
    if not names:
        return frozenset()
    about_the_day = any(token[0].isdigit() or part_of(token) in _ABOUT_THE_DAY for token in tokens)
    commands = _in_capitals(text)
    if _is_all_polite(tokens):
        return frozenset() if _is_high(tokens, commands) else frozenset(names)
    clauses = said.clauses(tokens, _BY_MARKS | _dashes(text, tokens))
    for clause in (clauses[0], clauses[-1]):
        said_here = {tokens[i] for i in clause if _is_word(tokens[i])}
        stop_words = said_here & (_STRONG | commands if about_the_day else _STRONG | _WEAK | commands)
        if stop_words and said_here <= stop_words | _COMPANY:
            return frozenset(clause)
    return _first_or_last_of_all(tokens, about_the_day=about_the_day)


def _in_capitals(text: str) -> frozenset[str]:
    """The stop words that stand in capitals, where not everything does."""
    if text.isupper():
        return frozenset()
    return frozenset(word.casefold() for word in _CAPITALS.findall(text)) & _STOP


def _is_all_polite(tokens: Sequence[str]) -> bool:
    """Stop words and politeness and no more; numbers may stand beside: "STOP 5"."""
    return all(token in _STOP or token == _SIGN or token in words.POLITE for token in tokens if _is_word(token))


def _is_high(tokens: Sequence[str], commands: frozenset[str]) -> bool:
    """ "Alto, 8" may be a high 8: it is asked."""
    said_here = {token for token in tokens if token in _STOP}
    high = bool(said_here) and said_here <= _HIGH - commands
    return high and any(token[0].isdigit() for token in tokens)


def _is_word(token: str) -> bool:
    return token.isalpha() or token == _SIGN


_SPACED_DASH = re.compile(r"\s[-–—]+\s|[-–—]{2,}")


def _dashes(text: str, tokens: Sequence[str]) -> frozenset[str]:
    """A dash ends a clause if it stands between gaps: "STOP - I moved", but not "non-stop"."""
    tight = re.search(r"\w[-–—]\w", text)
    return frozenset("-") if "-" in tokens and not tight and _SPACED_DASH.search(text) else frozenset()


def _first_or_last_of_all(tokens: Sequence[str], *, about_the_day: bool) -> frozenset[int]:
    """First without a mark after it, where who writes comes next; or "please stop" as the last words of all."""
    if tokens[0] in ("stop", _SIGN) and tokens[1] in _SUBJECTS:
        return frozenset({0})
    polite_end = "stop" in tokens[-2:] and not _PLEASE.isdisjoint(tokens[-2:])
    denied = _is_denied(tokens, len(tokens) - 2)
    if polite_end and not (about_the_day or denied) and _NO_WISH.isdisjoint(tokens):
        return frozenset((len(tokens) - 2, len(tokens) - 1))
    return frozenset()
