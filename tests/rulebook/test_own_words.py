"""Which words of its own may a clinic send? None that Amble itself could not."""

import pytest

from schemas.text_kinds import TextKind
from schemas.vocabulary import Language, Light, Pace, Prescription
from services.conversation.writing import own_words, segments
from services.conversation.writing.texts import TextValues, render

ENGLISH = Language.ENGLISH
OWN = [(language, name) for language in Language for name in own_words.names(language)]
MORNING = "{hello}Morning! {plan}. {turn}.{why} {stop} Text DONE after."
VALUES = TextValues("Harbor", "+12025550100", "911", Prescription((5, 5), Pace.EASY), light=Light.GREEN)


@pytest.mark.parametrize(("language", "name"), OWN)
def test_ambles_own_words_keep_the_rules_for_words(language: Language, name: str) -> None:
    words = own_words.names(language)[name]
    assert own_words.faults(name, language, words) == []
    longest = segments.count(own_words.longest(name, language, words))
    assert longest.segments <= 2
    assert own_words.kinds_of(name)


@pytest.mark.parametrize(("language", "name"), OWN)
def test_no_place_of_a_text_may_be_lost(language: Language, name: str) -> None:
    words = own_words.names(language)[name]
    for place in own_words.places(words):
        without = words.replace(f"{{{place}}}", "").replace("  ", " ")
        assert bool(own_words.faults(name, language, without)) is (place not in ("hello", "er")), (place, without)


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("morning_walk", MORNING, None),
        ("morning_walk", MORNING.replace("{why}", ""), "{why} must stand in it"),
        ("morning_walk", MORNING.replace("{plan}", "{plan.walks}"), "{plan.walks} is not a place"),
        ("morning_walk", MORNING.replace("{plan}", "{plan!r}"), "{plan} is not a place"),
        ("morning_walk", MORNING + " {phone}", "{phone} is not a place"),
        ("morning_walk", MORNING + " {", "A brace stands alone"),
        ("morning_walk", MORNING.replace("DONE", "Done"), "The word DONE must stand in it"),
        ("morning_walk", MORNING + " Then 2 more.", "A number of its own (2)"),
        ("morning_walk", MORNING + " Keep it up every single day, all week long.", "160 are allowed"),
        ("morning_walk", MORNING.replace("Morning!", "Buongiorno ☀"), "halve the room of a text and are not sent: ☀"),
        ("morning_walk", MORNING.replace("Morning!", "Yes!"), "The carrier acts on these words"),
        ("morning_walk", MORNING.replace("Morning!", "For your sciatica!"), "no diagnosis"),
        ("morning_walk", MORNING.replace("Morning! ", "Morning!  "), "Single spaces only"),
        ("day_thanks", "Thanks. You missed your walks.{tonight}", "never scold"),
        ("day_thanks", "Thanks. Did it hurt? Was it far?{tonight}", "One question a text"),
        (
            "day_thanks",
            "Acknowledged; subsequent perambulatory documentation anticipated.{tonight}",
            "too hard to read",
        ),
        ("evening_pain", "{notice}How bad was your pain today?", "'0-10' must stand in it"),
        ("consent", "{clinic}: Amble texts you 3 times a day. Reply READY. Text HELP for help.", "The word STOP"),
        ("safety_emergency", "Call {emergency} now, or {clinic}: {phone}, or text 741741.", None),
        ("safety_emergency", "Call us now: {clinic}, {phone}.", "{emergency} must stand in it"),
    ],
)
def test_words_are_refused_with_the_reason(name: str, words: str, said: str | None) -> None:
    faults = own_words.faults(name, ENGLISH, words)
    assert (not faults) if said is None else any(said in fault for fault in faults), faults


def test_a_text_is_said_in_the_clinics_words() -> None:
    said = render(TextKind.MORNING_PLAN, ENGLISH, VALUES, {"morning_walk": MORNING})
    assert said.startswith("Morning! 2 walks of 5 min, easy pace. Turn back after 2 min.")
    assert render(TextKind.HELP, ENGLISH, VALUES, {"morning_walk": MORNING}).startswith("Harbor")


@pytest.mark.parametrize("outdated", ["{clinic} {no_longer_a_place}", "{clinic", "{0}"])
def test_outdated_words_never_keep_a_safety_text_from_leaving(outdated: str) -> None:
    own = render(TextKind.SAFETY_EMERGENCY, ENGLISH, VALUES)
    assert render(TextKind.SAFETY_EMERGENCY, ENGLISH, VALUES, {"safety_emergency": outdated}) == own
