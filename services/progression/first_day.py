"""What is the plan of a course's first day? The start dose, as far as test walks, flags and today's pain allow it."""

from datetime import date

from schemas.decisions import Course, Decision, Number, Reason
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, CareFlag, CareProfile, Light, Prescription, State, Task
from services.progression import dose
from services.progression.dose import SMALLEST_EARNED, Earned
from services.progression.facts import band
from services.progression.rules import RULES_VERSION

# rule: what it says, where the course begins, what it asks for
START_RULES: dict[str, tuple[str, State, Reason]] = {
    "start": ("the first day", State.ACTIVE, Reason.START),
    "start-yellow": ("the first day, and the pain told at enrolment was yellow", State.YELLOW, Reason.YELLOW_EASE),
    "start-red": ("the first day, and the pain told at enrolment was red: rest first", State.RED_REST, Reason.RED_REST),
    "start-needs-a-person": (
        "the test walks were too short for an automatic plan: a clinician chooses the first dose",
        State.HOLD_CLINICAL,
        Reason.HELD_FOR_CALL,
    ),
    "start-foot-drop": (
        "a foot drop is known: a clinician chooses the first dose",
        State.HOLD_CLINICAL,
        Reason.HELD_FOR_CALL,
    ),
}
_HOLDS = {Task.TEST_WALK_SHORT: "start-needs-a-person", Task.FOOT_DROP_KNOWN: "start-foot-drop"}
# No danger was told: the patient may consent, and learns that the care team calls first.
HELD_STARTS = frozenset(_HOLDS.values())
_LIGHTS = {Light.YELLOW: "start-yellow", Light.RED: "start-red"}


def first_day(profile: CareProfile, settings: ProgressionSettings, day: date) -> Decision:
    """The plan of the first day of a course: the start dose, or the one that a clinician chose.

    Until they chose it, whoever tolerated less than a smallest dose (rule 3-3) or has a known foot drop (rule 3-4)
    waits for them. Pain that was red at enrolment rests first, yellow is eased (rules 0-15, 0-16).
    """
    earned = dose.start(profile, settings)
    tasks = _first_dose_asked(profile, settings)
    light = Absent.NOT_ASKED if isinstance(profile.pain_now, Absent) else band(profile.pain_now, settings)
    rule = _HOLDS[tasks[0]] if tasks else _LIGHTS.get(light, "start") if isinstance(light, Light) else "start"
    if light is Light.RED:
        tasks += (Task.PAIN_AT_START,)
    _, state, reason = START_RULES[rule]
    plan = _plan(state, earned, settings)
    rests = int(state is State.RED_REST)
    return Decision(
        day=day,
        state=state,
        light=Absent.NOT_ASKED,
        prescription=plan,
        course=Course(day, day, profile, state, earned.dose, plan, earned.walks, rest_days=rests),
        rule=rule,
        reason=reason,
        tasks=tasks,
        numbers=_numbers(profile, settings, earned),
        rules_version=RULES_VERSION,
    )


def _first_dose_asked(profile: CareProfile, settings: ProgressionSettings) -> tuple[Task, ...]:
    """Why a clinician must choose the first dose; nothing once they have."""
    if not isinstance(profile.first_minutes, Absent):
        return ()
    tolerated = dose.tolerated_minutes(profile, settings)
    short = not isinstance(tolerated, Absent) and tolerated < SMALLEST_EARNED
    asked = (Task.TEST_WALK_SHORT,) if short else ()
    return (*asked, Task.FOOT_DROP_KNOWN) if CareFlag.FOOT_DROP in profile.flags else asked


def _plan(state: State, earned: Earned, settings: ProgressionSettings) -> Prescription:
    match state:
        case State.ACTIVE:
            return dose.whole(earned, settings)
        case State.YELLOW:
            return dose.eased(earned, settings)
        case _:
            return dose.REST


def _numbers(profile: CareProfile, settings: ProgressionSettings, earned: Earned) -> tuple[tuple[str, Number], ...]:
    tolerated = dose.tolerated_minutes(profile, settings)
    numbers: tuple[tuple[str, Number | Absent], ...] = (
        ("start_minutes", earned.dose.minutes),
        ("tolerated", tolerated),
    )
    if not isinstance(profile.pain_now, Absent):
        numbers += (("pain_now", profile.pain_now),)
    return tuple((name, said.value if isinstance(said, Absent) else said) for name, said in numbers)
