"""What the engine carries from day to day, and what it decides. Frozen values of the standard library only."""

from datetime import date
from enum import StrEnum

from schemas.value import value
from schemas.vocabulary import Absent, CareProfile, Dose, Light, Prescription, State, Task

Number = int | float | str


class Reason(StrEnum):
    """Why a plan is as it is, in one word that chooses the patient's sentence.

    undone_hold stands in records of versions before 5: they did not tell apart walks not told and walks not done.
    """

    START = "start"
    STEADY = "steady"
    STEP_UP = "step_up"
    YELLOW_EASE = "yellow_ease"
    RED_REST = "red_rest"
    REENTRY = "reentry"
    REENTRY_BACK = "reentry_back"
    REENTRY_DONE = "reentry_done"
    SILENCE_HOLD = "silence_hold"
    SILENCE_EASE = "silence_ease"
    SILENCE_STOP = "silence_stop"
    HELD_FOR_CALL = "held_for_call"
    EMERGENCY_STOP = "emergency_stop"
    URGENT_STOP = "urgent_stop"
    PAUSED = "paused"
    RETURN = "return"
    RETURN_AFTER_GAP = "return_after_gap"
    RESTART = "restart"
    TREND_HOLD = "trend_hold"
    UNDONE_HOLD = "undone_hold"
    MAINTENANCE = "maintenance"
    EASED_TODAY = "eased_today"
    PLANNED_REST = "planned_rest"
    ORDERED = "ordered"
    UNREAD_HOLD = "unread_hold"
    DOSE_SET = "dose_set"
    NOT_ASKED = "not_asked"
    TREND_EASE = "trend_ease"
    UNTOLD = "untold"
    PART_DONE = "part_done"
    OVER_WALKED = "over_walked"
    USUAL_STEADY = "usual_steady"
    USUAL_STEP = "usual_step"


class Standstill(StrEnum):
    """Why a course below its goal has not grown for weeks (18-9); of several causes the one of most days."""

    HELD = "held"
    SILENCE = "silence"
    FROZEN = "frozen"
    WAY_BACK = "way_back"
    YELLOW = "yellow"
    UNTOLD = "untold"
    PART_DONE = "part_done"
    OVER_WALKING = "over_walking"
    TREND = "trend"


class Earns(StrEnum):
    """What a plan waits for before it grows, or before walks return."""

    DAYS = "days"
    GREEN_DAY = "green_day"
    BELOW_RED = "below_red"
    WAY_BACK = "way_back"
    GOAL = "goal"
    TEAM = "team"
    READ = "read"
    CALL = "call"
    PAUSE_OVER = "pause_over"


class Taken(StrEnum):
    """By which question to the engine a decision was taken; the same question recomputes it.

    A restored plan is an earlier revision of its day once more, after what came between was taken back.
    """

    FIRST_DAY = "first_day"
    NEXT_DAY = "next_day"
    AMEND = "amend"
    LOWER_TODAY = "lower_today"
    ORDERED = "ordered"
    ORDERED_LATE = "ordered_late"
    RESTORED = "restored"


@value
class NextStep:
    """What would earn the next step. days: good days needed, for DAYS alone; green_max and red_min are scores, 0-10."""

    earns: Earns
    days: int
    green_max: int
    red_min: int


@value
class DayMark:
    """What a course remembers of one past day; kept for 28 days at most.

    pain is the day's worst reported score (0-10) or absent; walked is the share of the plan that was done, absent if
    not reported and on a day without walks, so that an ordered rest never counts as undone. earned is the earned total
    (minutes a day) in force on that day, longest the longest walk completed (0 if none). above is how many minutes were
    walked in all on a day of too much walking, else 0. at_usual: yellow, and not above the signed usual.
    """

    day: date
    light: Light | Absent
    pain: float | Absent
    walked: float | Absent
    earned: int
    longest: int
    above: int = 0
    at_usual: bool = False


@value
class Course:
    """Everything the next decision needs. It is folded day by day: its size does not grow with the course.

    day is the plan day whose prescription this holds and whose report comes next. walks is the number of walks of the
    earned dose in stages A and B. credits are the days of qualifying greens since the last step, yellow or red. reentry
    is the step on the way back from a flare-up, reentry_told the days told without red since it began. rest_days counts
    the days in a row without walks that the engine ordered, `day` included; silent_days the days in a row without a
    score; yellow_days the yellow days in a row; away_days the days in a row paused or held, without walks.
    state_before_pause is the state from which a resumed course continues. On a day of planned rest, prescription is
    what the day would have asked for without it. still_since is the day from which on nothing has grown. lane_credits
    are the days at the signed usual or below since the last step; lane_left is the day after a red one, or after a week
    that rose, for whoever has a signed usual; usual_asked is when a signature was last asked for.
    """

    day: date
    first_day: date
    profile: CareProfile
    state: State
    dose: Dose
    prescription: Prescription
    walks: int
    planned_rest: bool = False
    reentry: int = 0
    reentry_greens: int = 0
    reentry_backs: int = 0
    rest_days: int = 0
    silent_days: int = 0
    yellow_days: int = 0
    away_days: int = 0
    state_before_pause: State | Absent = Absent.NOT_ASKED
    last_step: date | Absent = Absent.NOT_ASKED
    goal_reached: date | Absent = Absent.NOT_ASKED
    credits: tuple[date, ...] = ()
    marks: tuple[DayMark, ...] = ()
    reentry_told: int = 0
    still_since: date | Absent = Absent.NOT_ASKED
    lane_credits: tuple[date, ...] = ()
    lane_left: date | Absent = Absent.NOT_ASKED
    usual_asked: date | Absent = Absent.NOT_ASKED


@value
class Decision:
    """The plan of one day and why: what should be true, for the journey to carry out.

    light is that of the day reported on. numbers are those that the rule compared, by name.
    """

    day: date
    state: State
    light: Light | Absent
    prescription: Prescription
    course: Course
    rule: str
    reason: Reason
    tasks: tuple[Task, ...]
    numbers: tuple[tuple[str, Number], ...]
    rules_version: str
