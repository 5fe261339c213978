"""Which numbers does a text hold, and which of them is the pain? A closed grammar: what it cannot explain, it asks."""

import math
import re
from dataclasses import dataclass, field
from itertools import pairwise

from schemas.vocabulary import Language, OpenQuestion
from services.conversation import words

TOP = 10
_RED_FROM = 7
_PAIN_LABELS = frozenset({"pain", "dolor", "douleur", "score", "worst"})
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?(?![a-z0-9])|[a-z0-9']+|[-+/%:]|[^\s]")
_SILENT = frozenset(".,;!?()\"'*~_=&<>[]{}#@|\\$") | frozenset("🙂😀😊😐😕☹😞😢😭🙏👍😣😖😩🤕😬😅❤💪🏻🏼🏽")
_LOOKS_LIKE_DIGITS = re.compile(r"(?=.*[0-9])[0-9ol|i]+|[ol]|[0-9]*o[0-9]*")


@dataclass(frozen=True, slots=True)
class Score:
    """What the grammar made of the numbers: pain and walks if it is sure, else the candidates to ask about."""

    pain: int | None = None
    walks: int | None = None
    candidates: tuple[int, ...] = ()
    possible_red: bool = False
    ranged: bool = False
    why: str = ""


@dataclass(slots=True)
class _Scan:
    """Tokens on their way through the grammar; a token that is explained becomes empty."""

    tokens: list[str]
    values: list[float | None]
    walks: int | None = None
    both: bool = False
    ranged: bool = False
    labelled: list[float] = field(default_factory=list)
    unlabelled: list[float] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    doubtful: bool = False


def read_score(flat: str, language: Language, question: OpenQuestion, planned_walks: int) -> Score:
    """Read the numbers of a text that tokens.plain has made comparable."""
    scan = _scan(flat, language)
    zero = _take_zero(scan, flat)
    _take_walks(scan, planned_walks)
    _take_negated(scan)
    _take_scales(scan)
    _take_ranges(scan)
    _take_units(scan)
    _collect(scan)
    if zero:
        scan.labelled.append(0)
    return _decide(scan, question, planned_walks)


def _scan(flat: str, language: Language) -> _Scan:
    numbers = words.NUMBERS_ANYWHERE | words.NUMBERS[language]
    tokens = [token.removesuffix("ish") if token[0].isdigit() else token for token in _TOKEN.findall(flat)]
    tokens = [token for token in tokens if token not in _SILENT]
    values: list[float | None] = []
    for token in tokens:
        if token[0].isdigit() and re.fullmatch(r"\d+(?:[.,]\d+)?", token):
            values.append(float(token.replace(",", ".")) if len(token) < 12 else math.inf)  # noqa: PLR2004
        else:
            values.append(float(numbers[token]) if token in numbers else None)
    scan = _Scan(tokens, values)
    _join_halves(scan)
    return scan


def _join_halves(scan: _Scan) -> None:
    for i, value in enumerate(scan.values):
        if value is None:
            continue
        for tail in words.HALF_AFTER:
            if tuple(scan.tokens[i + 1 : i + 1 + len(tail)]) == tail:
                scan.values[i] = value + 0.5
                _blank(scan, i + 1, i + 1 + len(tail))


def _blank(scan: _Scan, first: int, last: int) -> None:
    for i in range(first, min(last, len(scan.tokens))):
        scan.tokens[i], scan.values[i] = "", None


def _word(scan: _Scan, i: int) -> str:
    return scan.tokens[i] if 0 <= i < len(scan.tokens) else ""


def _value(scan: _Scan, i: int) -> float | None:
    return scan.values[i] if 0 <= i < len(scan.values) else None


def _take_zero(scan: _Scan, flat: str) -> bool:
    """ "No pain" and its like; "nothing" alone is not among them: it may mean no walks."""
    flat = " ".join(re.findall(r"[a-z0-9]+", flat.replace("'", "")))
    for phrase in words.ZERO_PHRASES:
        if re.search(rf"(?<!\bnot )\b{phrase}\b(?! in)", flat):
            parts = phrase.split(" ")
            for i in range(len(scan.tokens)):
                if scan.tokens[i : i + len(parts)] == parts:
                    _blank(scan, i, i + len(parts))
            return True
    rest = [token for token in scan.tokens if token and token not in words.FILLERS]
    if len(rest) == 1 and rest[0] in words.NONE_WORDS and not any(v is not None for v in scan.values):
        _blank(scan, 0, len(scan.tokens))
        return True
    return False


def _take_walks(scan: _Scan, planned: int) -> None:
    for i, token in enumerate(scan.tokens):
        if token not in words.WALKS and token not in ("did", "hice"):
            continue
        before, after = _value(scan, i - 1), _value(scan, i + 1)
        pain_before = _word(scan, i - 2) in _PAIN_LABELS
        if token in words.WALKS and before is not None and not (pain_before and after is not None):
            scan.walks = int(before)
            _blank(scan, i - 1, i + 1)
        elif token in ("did", "hice") and after is not None and _word(scan, i + 2) in words.OUT_OF:
            scan.walks = int(after)
            _blank(scan, i, i + 4)
        elif token in words.WALKS and after is not None and _word(scan, i + 2) not in words.UNITS:
            scan.walks = int(after)
            _blank(scan, i, i + 2)
    said = [token for token in scan.tokens if token]
    if "both" in said or "ambas" in said or "ambos" in said:
        scan.both = True
        if planned == 2:  # noqa: PLR2004  ("both" are two, and only then clear)
            scan.walks = 2
    did_all = any((a == "all" and b in ("done", "walks")) or (a == "did" and b == "all") for a, b in pairwise(said))
    if did_all and planned:
        scan.walks = planned


def _take_negated(scan: _Scan) -> None:
    for i, token in enumerate(scan.tokens):
        negated = token == "not" or (token in ("no", "pas") and i == 0)
        if negated and _value(scan, i + 1) is not None and any(v is not None for v in scan.values[i + 2 :]):
            _blank(scan, i, i + 2)


def _take_scales(scan: _Scan) -> None:
    """7/10, 7 out of 10, 7 sobre 10."""
    for i, value in enumerate(scan.values):
        if value is None:
            continue
        j = i + 1
        if _word(scan, j) == "out":
            j += 1
        if (_word(scan, j) == "/" or _word(scan, j) in words.OUT_OF) and _value(scan, j + 1) == TOP and value <= TOP:
            _blank(scan, i + 1, j + 2)


def _take_ranges(scan: _Scan) -> None:
    for i, value in enumerate(scan.values):
        if value is None or _word(scan, i + 1) not in words.RANGE_JOINERS:
            continue
        other = _value(scan, i + 2)
        came_from = _word(scan, i - 1) in ("from", "de")
        if other is None or _word(scan, i + 3) in words.UNITS:
            continue
        scan.values[i + 2] = max(value, other)
        scan.ranged = scan.ranged or not came_from
        _blank(scan, i, i + 2)


def _take_units(scan: _Scan) -> None:
    """Minutes, miles, steps, o'clock, sets: not a score. Neither is "10min" or "9:30"."""
    for i, token in enumerate(scan.tokens):
        glued = re.fullmatch(r"(\d+)([a-z]+)", token)
        if glued and glued.group(2) in words.UNITS:
            _blank(scan, i, i + 1)
        elif scan.values[i] is not None and _word(scan, i + 1) == ":" and _value(scan, i + 2) is not None:
            _blank(scan, i, i + 3)
        elif scan.values[i] is not None and _word(scan, i + 1) in words.UNITS:
            of_each = _word(scan, i + 2) in words.OUT_OF and _value(scan, i + 3) is not None
            _blank(scan, i, i + (4 if of_each else 2))


def _collect(scan: _Scan) -> None:
    pain_near = False
    for i, token in enumerate(scan.tokens):
        value = scan.values[i]
        if not token:
            pain_near = False
        elif value is not None:
            negative = _word(scan, i - 1) == "-"
            if negative:
                scan.strange.append("-")
            (scan.labelled if pain_near else scan.unlabelled).append(value)
        elif (_LOOKS_LIKE_DIGITS.fullmatch(token) and token not in ("o", "i", "ii")) or (
            token == "o" and len(scan.tokens) == 1
        ):
            scan.doubtful = True
        elif token in _PAIN_LABELS:
            pain_near = True
        elif token in ("+", "-", "%", ":"):
            continue
        elif token.replace("'", "") not in words.FILLERS and token not in words.YESTERDAY:
            scan.strange.append(token)


def _decide(scan: _Scan, question: OpenQuestion, planned: int) -> Score:
    found = scan.labelled + scan.unlabelled
    if scan.doubtful:
        candidates = tuple(int(v) for v in found if v <= TOP)
        return Score(candidates=candidates, possible_red=True, why="letters or digits?")
    if not found:
        return Score(walks=_walks(scan, planned), why="walks" if scan.walks is not None else "")
    candidates = tuple(dict.fromkeys(math.ceil(v) for v in found if v <= TOP))
    red = any(v >= _RED_FROM - 0.5 for v in found)
    too_high = any(v > TOP for v in found)
    if scan.strange or too_high or len(found) > 4:  # noqa: PLR2004  (nobody tells a day in five numbers)
        return Score(walks=_walks(scan, planned), candidates=candidates, possible_red=red, why="asked back")
    if question is OpenQuestion.WALKS and len(found) == 1 and not scan.labelled:
        return _only_walks(found[0], planned, candidates)
    if question is OpenQuestion.PAIN_AND_WALKS and scan.walks is None and len(found) == 2 and not scan.labelled:  # noqa: PLR2004
        return _pain_then_walks(scan, planned, candidates)
    pain = min(TOP, math.ceil(max(found)))
    ranged = scan.ranged
    return Score(pain=pain, walks=_walks(scan, planned), candidates=candidates, ranged=ranged, why=f"pain {pain}")


def _walks(scan: _Scan, planned: int) -> int | None:
    if scan.walks is None or (planned and scan.walks > max(planned, 6)):
        return None
    return scan.walks


def _only_walks(value: float, planned: int, candidates: tuple[int, ...]) -> Score:
    if value == int(value) and 0 <= value <= max(planned, 1):
        return Score(walks=int(value), candidates=candidates, why="walks")
    return Score(candidates=candidates, possible_red=value >= _RED_FROM, why="more walks than planned")


def _pain_then_walks(scan: _Scan, planned: int, candidates: tuple[int, ...]) -> Score:
    first, second = scan.unlabelled
    if scan.ranged:
        return Score(pain=math.ceil(max(first, second)), candidates=candidates, ranged=True, why="range")
    if second == int(second) and second <= planned and second <= first:
        return Score(pain=math.ceil(first), walks=int(second), candidates=candidates, why="pain, then walks")
    red = max(first, second) >= _RED_FROM
    return Score(candidates=candidates, possible_red=red, why="which of the two is the pain?")
