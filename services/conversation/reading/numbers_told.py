"""What do the numbers of a text say, as a reading: a pain, walks, or candidates to ask about?"""

from schemas.vocabulary import Absent, ReplyKind
from services.conversation.reading import lookalikes, pauses, unread
from services.conversation.reading.parts import STRANGE, scan_of
from services.conversation.reading.reading import Reading, ReplyContext
from services.conversation.reading.scores import MOST_TOKENS, Score, of_a_long_text, read_score
from services.conversation.reading.taking_apart import Told


def read_numbers(told: Told, asked: ReplyContext, pause: pauses.Pause | None) -> tuple[Reading, str]:
    """What the numbers say, and the part that was left to each word."""
    tokens, found = told.tokens, told.phrases
    if lookalikes.stand_in(told.flat):
        unsure = Reading(
            ReplyKind.UNCLEAR, possible_red=True, candidates=lookalikes.numbers(told.flat), why="letters or digits?"
        )
        return unsure, scan_of(tokens, found, asked.language, asked.open, asked.planned_walks).parts
    if pause is not None:
        tokens, found = [*tokens[: pause.first], *tokens[pause.last :]], ()
    if len(tokens) > MOST_TOKENS:
        return _from_score(of_a_long_text(tokens), asked), STRANGE * len(told.tokens)
    score, parts = read_score(tokens, found, asked.language, asked.open, asked.planned_walks)
    if pause is not None:
        parts = parts[: pause.first] + unread.IN_PAUSE * (pause.last - pause.first) + parts[pause.first :]
    return _from_score(score, asked), parts


def _from_score(score: Score, asked: ReplyContext) -> Reading:
    kind = ReplyKind.UNCLEAR
    if score.pain is not None:
        kind = ReplyKind.PAIN
    # A number that is still to be asked about outweighs the walks.
    elif score.walks is not None and not (score.candidates and score.why == "asked back"):
        all_of_them = asked.planned_walks > 0 and score.walks >= asked.planned_walks
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
