"""Does WHY get the plan's reason, and HOW how a walk is done, and does no question get the pain question?"""

import pytest

from schemas.decisions import Earns
from schemas.settings import ProgressionSettings
from schemas.text_kinds import TextKind
from services.conversation.writing import segments
from services.progression import replay
from services.progression.next_step import next_step
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def test_why_says_the_reason_and_counts_the_days_that_are_left(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(10, day=1))
    clinic.text(patient, "Why?")
    assert clinic.bodies(patient)[-1] == (
        "Today's plan: A small first step. 3 more days with pain 0-3 and the walks done can bring a bit more."
    )
    assert clinic.alerts(patient) == set()
    for day in (1, 2):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "2 2")
    clinic.text(patient, "why")
    assert clinic.bodies(patient)[-1] == (
        "Tomorrow's plan: Steady is good. 1 more day with pain 0-3 and the walks done can bring a bit more."
    )
    clinic.turn_to(at(19, 5, day=3))
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "step-up", "it was as told"


@pytest.mark.parametrize(
    ("score", "said"),
    [
        ("5 2", "Some pain, so shorter walks. A day with pain 0-3 brings the full plan back."),
        ("7 2", "High pain, so your body rests. A day with pain below 7 lets you walk again."),
    ],
)
def test_why_after_pain_says_what_brings_the_walks_back(clinic: ClinicInTests, score: str, said: str) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, score)
    clinic.text(patient, "why??")
    assert clinic.bodies(patient)[-1] == f"Tomorrow's plan: {said}"


@pytest.mark.parametrize(
    ("language", "body", "said"),
    [
        ("en", "How?", "Walk on flat ground, at a pace that lets you talk, in firm shoes. If leg pain comes up, rest."),
        ("en", "how fast should I walk?", "Walk on flat ground, at a pace that lets you talk, in firm shoes."),
        ("es", "¿Cómo camino?", "Camine en llano, a un paso con el que pueda hablar. Si duele la pierna, descanse."),
        ("fr", "Comment marcher ?", "Marchez sur du plat, à une allure où vous pouvez parler. Mal à la jambe ? Repos."),
    ],
)
def test_how_says_how_a_walk_is_done_and_asks_nobody_for_a_pain(
    clinic: ClinicInTests, language: str, body: str, said: str
) -> None:
    patient = clinic.begin(language=language)
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, body)
    assert clinic.bodies(patient)[-1].startswith(said)
    assert segments.count(clinic.bodies(patient)[-1]).segments == 1
    assert clinic.alerts(patient) == set()
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule != "unread"


@pytest.mark.parametrize("before", ["8 2", "I'm in hospital", "the toilet thing again"])
def test_whoever_has_no_walk_before_them_is_not_told_how(clinic: ClinicInTests, before: str) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, before)
    clinic.turn_to(at(9, day=2))
    clinic.text(patient, "how?")
    assert clinic.bodies(patient)[-1].startswith("Thank you. A person from Harbor Spine will read your text.")


def test_how_to_stretch_is_a_persons_matter(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(10, day=1))
    clinic.text(patient, "how do I do the stretches?")
    assert clinic.bodies(patient)[-1].startswith("Thank you. A person from Harbor Spine will read your text.")
    assert "unclear_reply" in clinic.alerts(patient)


@pytest.mark.parametrize(
    ("language", "body", "begins"),
    [
        ("es", "¿Por qué?", "Plan de hoy: Empezamos con poco. Con 3 "),
        ("fr", "Pourquoi ?", "Plan du jour : Un premier petit pas"),
    ],
)
def test_why_in_every_language_within_one_text(clinic: ClinicInTests, language: str, body: str, begins: str) -> None:
    patient = clinic.begin(language=language)
    clinic.turn_to(at(10, day=1))
    clinic.text(patient, body)
    assert clinic.bodies(patient)[-1].startswith(begins)
    assert segments.count(clinic.bodies(patient)[-1]).segments == 1


def test_why_while_words_wait_says_that_a_person_reads_first(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "2 2. thinking about the trailer")
    clinic.text(patient, "why?")
    assert clinic.bodies(patient)[-1] == "Tomorrow's plan: We read your text first, so the same."


def test_why_in_a_danger_says_whom_to_call_and_never_to_walk(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(10, day=1))
    clinic.text(patient, "I cannot feel my groin")
    clinic.text(patient, "why?")
    (helped,) = clinic.texts(patient, kind=TextKind.HELP)
    assert "Emergency? Call 911" in (helped.body or "")
    assert not clinic.texts(patient, kind=TextKind.WHY)


@pytest.mark.parametrize(
    ("language", "body", "begins"),
    [
        ("en", "who is this?", "Harbor Spine walking texts."),
        ("en", "may I take the dog?", "Thank you. A person from Harbor Spine will read your text."),
        ("en", "thanks", ""),
        ("es", "¿quién es?", "Harbor Spine, mensajes para caminar."),
        ("es", "¿puedo llevar al perro?", "Gracias. Una persona de Harbor Spine va a leer"),
        ("es", "gracias", ""),
        ("fr", "qui est-ce ?", "Harbor Spine, SMS de marche."),
        ("fr", "est-ce que je peux prendre le chien ?", "Merci. Une personne de Harbor Spine va lire"),
        ("fr", "merci", ""),
    ],
)
def test_a_question_and_thanks_get_their_own_answer_or_silence(
    clinic: ClinicInTests, language: str, body: str, begins: str
) -> None:
    patient = clinic.begin(language=language)
    clinic.turn_to(at(19, 5, day=1))
    sent = len(clinic.bodies(patient))
    clinic.text(patient, body)
    answers = clinic.bodies(patient)[sent:]
    assert [answer[: len(begins)] for answer in answers] == ([begins] if begins else [])
    assert not any("0-10" in answer for answer in answers)


def test_before_the_course_a_person_answers(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.run()
    clinic.text(patient, "why?")
    assert clinic.bodies(patient)[-1].startswith("Thank you. A person from Harbor Spine will read your text.")
    assert "unclear_reply" in clinic.alerts(patient)


def test_the_days_are_those_that_the_rule_then_asks_for(clinic: ClinicInTests) -> None:
    """Told ahead on each evening, after a yellow day: the step comes on that very day."""
    patient = clinic.begin()
    told: list[int] = []
    for day, score in enumerate(("5 2", "2 2", "2 2", "2 2", "2 2"), 1):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, score)
        plan = clinic.plans(patient)[-1]
        step = next_step(replay.decision_from_record(plan.decision), ProgressionSettings())
        told.append(step.days if step.earns is Earns.DAYS else 0)
        if plan.rule == "step-up":
            break
    assert plan.rule == "step-up"
    assert told[:-1] == [0, *range(len(told) - 2, 0, -1)]
