"""Do small everyday words that say much together reach a person, in whatever order and beside whatever score?"""

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vocabulary import Absent, Language, OpenQuestion
from services.conversation import locales
from services.conversation.reading import heavy
from services.conversation.reading.replies import ReplyContext, read
from tests.properties.test_conversation_frames import is_read_by_a_person

PARTS = {language: locales.part(language, "asides").HEAVY_PARTS for language in Language}
# What goes together, each beside words that leave its sense.
TOGETHER = (("LIMB", "SLOW"), ("WET", "WOKE"), ("HOT", "COLD"), ("FEEL", "POORLY"), ("GOD", "TAKES"), ("WEARY",), ("FOREVER",))  # fmt: skip
BETWEEN = {
    Language.ENGLISH: ["", "my", "is", "so", "was", "and", "it"],
    Language.SPANISH: ["", "mi", "muy", "la", "y", "es"],
    Language.FRENCH: ["", "ma", "est", "la", "et", "tres"],
}
FRAMES = st.sampled_from([
    (language, together) for language in Language for together in TOGETHER if all(PARTS[language][name] for name in together)
])  # fmt: skip


@given(FRAMES, st.integers(0, 10), st.sampled_from([" ", ". ", ", ", "\n"]), st.booleans(), st.data())
@settings(max_examples=500, deadline=None)
def test_33_small_words_that_say_much_reach_a_person(
    told: tuple[Language, tuple[str, ...]], pain: int, between: str, first: bool, data: st.DataObject
) -> None:
    language, together = told
    spoken = [data.draw(st.sampled_from(PARTS[language][name].split())).replace("_", " ") for name in together]
    joined = data.draw(st.sampled_from(BETWEEN[language]))
    words = f" {joined} ".join(data.draw(st.permutations(spoken))).replace("  ", " ")
    text = f"{pain}{between}{words}" if first else f"{words}{between}{pain}"
    reading = read(text, ReplyContext(language, OpenQuestion.PAIN, 3))
    assert is_read_by_a_person(reading), (text, reading)
    assert isinstance(reading.pain, Absent) or reading.pain >= pain


def test_each_of_their_words_alone_says_nothing() -> None:
    for together in TOGETHER:
        for name in together if len(together) > 1 else ():
            for parts in PARTS.values():
                heard = [word for word in parts[name].split() if "_" not in word and heavy.places([word])]
                assert heard == []


def test_what_stands_beside_leaves_their_sense() -> None:
    for text in (
        "3 wet walk this morning",
        "4, thank god i can walk",
        "2 cold day and a hot bath",
        "3 walked slow, all ok",
    ):
        assert not read(text, ReplyContext(Language.ENGLISH, OpenQuestion.PAIN, 3)).unread, text
