"""Whatever else a text says: what "F6" adds to it is never a pain, and never takes one away unseen."""

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.limits import LOWEST_RED
from schemas.vocabulary import Absent, Language, OpenQuestion, ReplyKind
from services.conversation.reading.replies import ReplyContext, read

CONTEXTS = st.builds(ReplyContext, st.sampled_from(Language), st.sampled_from(OpenQuestion), st.integers(0, 4))
FUNCTION = st.builds(
    str.format, st.sampled_from(["F{}", "f{}", "F {}", "{}F", "F: {}", "F={}", "F{}/10"]), st.integers(0, 10)
)
REST = st.lists(
    st.one_of(
        st.integers(0, 12).map(str),
        st.sampled_from(
            "pain dolor douleur done fait hecho walks leg numb red worse stop thanks and but not can't pee was "
            "yesterday today 4/10 7? help call flare ok my is of".split()
        ),
    ),
    max_size=6,
).map(" ".join)
PLACES = st.sampled_from(["{f} {rest}", "{rest} {f}", "{f}, {rest}", "{rest}. {f}", "{f}\n{rest}"])


@settings(deadline=None)
@given(FUNCTION, CONTEXTS)
def test_a_function_alone_is_no_score_and_asks_nobody_to_read(function: str, context: ReplyContext) -> None:
    reading = read(function, context)
    assert reading.kind is ReplyKind.FUNCTION
    assert isinstance(reading.function, int)
    assert (reading.pain, reading.walks, reading.candidates) == (Absent.NOT_ASKED, Absent.NOT_ASKED, ())
    assert (reading.possible_red, reading.stopped_early, reading.flare) == (False, False, False)
    assert reading.tier is Absent.NOT_ASKED


@settings(max_examples=400, deadline=None)
@given(FUNCTION, REST, PLACES, CONTEXTS)
def test_a_function_changes_no_pain_that_stands_beside_it(
    function: str, rest: str, place: str, context: ReplyContext
) -> None:
    alone = read(rest, context)
    both = read(place.format(f=function, rest=rest).strip(), context)
    if isinstance(both.pain, int):
        assert both.pain == alone.pain
    elif isinstance(alone.pain, int) and both.kind is not ReplyKind.REACTION:
        # Asked back: seen as a number that may be a pain, and as red where it may be that.
        assert both.possible_red or alone.pain < LOWEST_RED
        assert alone.pain in both.candidates
        assert both.function is Absent.NOT_ASKED
    assert (both.tier, both.opt_out) == (alone.tier, alone.opt_out)
