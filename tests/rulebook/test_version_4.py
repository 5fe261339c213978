"""Does the released version 4 decide for ever as it did when it was released?"""

from pathlib import Path

import pytest

from schemas.settings import STANDARD
from schemas.vocabulary import ClinicianAct
from services.progression import replay
from services.progression.boundary import Engine
from services.progression.explanation import why
from services.progression.rules import RULES_VERSION
from services.wiring import engines
from tests.rulebook.histories import after, decide, told
from tests.rulebook.version_4 import HISTORIES, digest_of

DIGESTS = Path(__file__).with_name("version_4_digests.txt")
SETTINGS = STANDARD.model_dump(mode="json")


def test_version_4_decides_as_on_the_day_of_its_release() -> None:
    found = [digest_of(number, engines()["4.1"]) for number in range(HISTORIES)]
    assert found == DIGESTS.read_text(encoding="ascii").split()


def test_an_engine_is_kept_for_each_version_from_4_on() -> None:
    assert set(engines()) == {"4", "4.1", RULES_VERSION}
    assert engines()["4"] is engines()["4.1"]
    assert all(version in engine.versions for version, engine in engines().items())


@pytest.fixture
def released() -> Engine:
    return engines()["4.1"]


def test_a_question_that_is_none_is_refused(released: Engine) -> None:
    with pytest.raises(ValueError, match="restored is no question to the rule"):
        released.decide({"taken": "restored", "settings": SETTINGS})


def test_settings_of_a_later_version_are_left_out(released: Engine) -> None:
    first = {"taken": "first_day", "profile": replay.to_record(after().course.profile), "day": "2026-03-02"}
    with_more = SETTINGS | {"of_a_later_version": 9}
    assert released.decide(first | {"settings": SETTINGS}) == released.decide(first | {"settings": with_more})


def test_many_days_at_once_come_to_the_same_as_one_by_one(released: Engine) -> None:
    decision = after(1)
    course, reports, days = replay.to_record(decision.course), [], []
    for pain in (1, 1, 5, None, 8, 2, 2, 2):
        reports.append(replay.to_record(told(decision.course.day, pain)))
        one = released.decide(
            {
                "taken": "next_day",
                "settings": SETTINGS,
                "course": replay.to_record(decision.course),
                "report": reports[-1],
            }
        )
        assert one is not None
        days.append((one["day"], one["state"], one["prescription"]["walks"], one["rule"], one["tasks"]))
        decision = replay.decision_from_record(one)
    followed = released.follow({"course": course, "settings": SETTINGS, "reports": reports})
    assert [(d["day"], d["state"], d["walks"], d["rule"], d["tasks"]) for d in followed["days"]] == days
    assert followed["course"] == replay.to_record(decision.course)


def test_a_release_explains_what_it_decided(released: Engine) -> None:
    course = after(1, 5).course
    report = told(course.day, 8, acts=(ClinicianAct.MOVE,))
    decision = decide(course, 8, acts=(ClinicianAct.MOVE,))
    said = released.explain({"decision": replay.to_record(decision), "report": replay.to_record(report)})
    own = why(decision, report)
    assert (said["rule"], said["therapist"], said["patient"]) == (own.rule, own.therapist, own.patient)
    assert [tuple(pair) for pair in said["told"]] == list(own.told)
    assert said["says"] == "red: rest tomorrow"


def test_what_cannot_be_taken_again_is_not_the_same(released: Engine) -> None:
    decided = replay.to_record(after(1))
    asked = {"taken": "lower_today", "settings": SETTINGS, "standing": decided, "decided": decided}
    calm = replay.to_record(told(after(1).day, 1))
    assert released.recompute(asked | {"report": calm}) == {"same": False, "decision": None}


def test_what_version_4_decided_in_other_words_is_the_same_to_its_release(released: Engine) -> None:
    """It asked for less, or in other words: a hold of a clinician's was a rescreen to it."""
    course, hold = after(1).course, told(after(1).day, 1, acts=(ClinicianAct.HOLD,))
    asked = {"taken": "next_day", "settings": SETTINGS, "course": replay.to_record(course)}
    asked["report"] = replay.to_record(hold)
    decided = released.decide(asked)
    assert decided is not None
    by_4 = decided | {"tasks": ["rescreen"], "rules_version": "4"}
    assert released.recompute(asked | {"decided": by_4})["same"]
    assert not released.recompute(asked | {"decided": by_4 | {"tasks": ["paused"]}})["same"]
