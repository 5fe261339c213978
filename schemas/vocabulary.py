"""The words that all rooms share about a patient's days: lights, doses, reports, plans, decisions.

Frozen values of the standard library only. Section numbers in docstrings are those of the clinical policy printed in
docs/rulebook.md.
"""

from datetime import date

from schemas import languages
from schemas.heard import OptOut, ReplyKind, ToldEvent, ToRead, WordsVerdict
from schemas.tasks import Task
from schemas.value import Word, value

# Defined in schemas/heard.py and schemas/tasks.py, and imported from here.
__all__ = ["OptOut", "ReplyKind", "Task", "ToRead", "ToldEvent", "Word", "WordsVerdict"]


class Light(Word):
    """The traffic light of a day, from the worst pain reported about it (0-10)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Stage(Word):
    """What a patient works on next; only one of these may rise in one step (section 13)."""

    FREQUENCY = "A"
    DURATION = "B"
    CONSOLIDATION = "C"
    PACE = "D"


class Pace(Word):
    """Easy is conversational; brisk is 3 mph or more and is asked for in stage D only."""

    EASY = "easy"
    BRISK = "brisk"


class State(Word):
    """The state of a patient's course (section 13)."""

    ACTIVE = "active"
    YELLOW = "yellow"
    RED_REST = "red_rest"
    REENTRY = "reentry"
    HOLD_ESCALATED = "hold_escalated"
    HOLD_CLINICAL = "hold_clinical"
    EMERGENCY = "emergency"
    PAUSED = "paused"
    MAINTENANCE = "maintenance"


class Tier(Word):
    """How soon a human must look at a red flag: at once, or the same day (section 11)."""

    EMERGENCY = "emergency"
    URGENT = "urgent"


class Absent(Word):
    """Why a value is absent. Absence is a value: never None, never 0."""

    NOT_ASKED = "not_asked"
    NO_REPLY = "no_reply"


@value
class Walked:
    """The share of the day's prescribed walks that was done, 0.0 to 1.0."""

    fraction: float


class Diagnosis(Word):
    """The six conditions that the sources name, and "none of them" (rule 4-11)."""

    DISC_EXTENSION_RELIEF = "disc_extension_relief"
    STENOSIS_FLEXION_RELIEF = "stenosis_flexion_relief"
    DDD = "ddd"
    SPONDYLOLISTHESIS = "spondylolisthesis"
    PIRIFORMIS = "piriformis"
    SI_JOINT = "si_joint"
    UNSPECIFIED = "unspecified"


class CareFlag(Word):
    """What forbids a kind of exercise to a patient (section 3)."""

    FALL_RISK = "fall_risk"
    FOOT_DROP = "foot_drop"
    SHOULDER_INJURY = "shoulder_injury"
    FLEXION_INTOLERANT = "flexion_intolerant"


class Extra(Word):
    """What may be added to a day's plan, or replace its walks, each enabled by a therapist (section 1).

    Running and jumping are not among them (rule 3-19).
    """

    WARM_UP_STRETCH = "warm_up_stretch"
    COOL_DOWN_STRETCH = "cool_down_stretch"
    ICE = "ice"
    HEAT_OR_COLD = "heat_or_cold"
    POSTURE_BREAK = "posture_break"
    HAMSTRING_STRETCH = "hamstring_stretch"
    BIRD_DOG = "bird_dog"
    BIRD_DOG_PLANK = "bird_dog_plank"
    POOL_WALK = "pool_walk"
    DEEP_WATER_BELT = "deep_water_belt"
    SWIM = "swim"
    BIKE = "bike"
    TREADMILL = "treadmill"


# Proper form is learned from a trained practitioner (rule 3-18).
MUST_BE_TAUGHT = frozenset(
    {
        Extra.WARM_UP_STRETCH,
        Extra.COOL_DOWN_STRETCH,
        Extra.HAMSTRING_STRETCH,
        Extra.BIRD_DOG,
        Extra.BIRD_DOG_PLANK,
    }
)


@value
class ExtraOrder:
    """A therapist's order of one extra; those that must be learned name when it was taught, and by whom (rule 3-18)."""

    extra: Extra
    taught_at: date | Absent = Absent.NOT_ASKED
    taught_by: str = ""


@value
class CareProfile:
    """What the engine must know of a patient besides the days.

    baseline_minutes is the mean of the tolerated test walks, in minutes a day, or NOT_ASKED if untested. orders are the
    extras that the therapist has enabled. pain_now is the pain reported at enrolment, 0-10. first_minutes is the first
    dose that a clinician chose, minutes a day. own_usual is the pain, 0-10, that a clinician signed as this patient's
    own usual: days up to it earn small steps (18-5). onset is when the complaint began.
    """

    diagnosis: Diagnosis
    flags: frozenset[CareFlag]
    baseline_minutes: int | Absent = Absent.NOT_ASKED
    orders: tuple[ExtraOrder, ...] = ()
    pain_now: int | Absent = Absent.NOT_ASKED
    first_minutes: int | Absent = Absent.NOT_ASKED
    own_usual: int | Absent = Absent.NOT_ASKED
    onset: date | Absent = Absent.NOT_ASKED


class ClinicianAct(Word):
    """What a person, not the engine, did to a course on a day. A move is to another time zone.

    taken_back undoes the act before it on the same day; the engine sees neither. Nor does it see what is about known
    pain: that tells the team less, and changes no plan.
    """

    CLEAR = "clear"
    PAUSE = "pause"
    RESUME = "resume"
    MOVE = "move"
    HOLD = "hold"
    START_OVER = "start_over"
    SET_DOSE = "set_dose"
    SIGN_USUAL = "sign_usual"
    REFUSE_USUAL = "refuse_usual"
    END_USUAL = "end_usual"
    KNOWN_PAIN = "known_pain"
    END_KNOWN_PAIN = "end_known_pain"
    TAKEN_BACK = "taken_back"


@value
class ChosenDose:
    """The earned dose that a clinician sets from the next day on: minutes a day, spread over so many walks."""

    minutes: int
    walks: int


@value
class DayReport:
    """All that is known of one plan day (patient-local date, boundary 04:00) when the next plan is decided.

    Pain is 0 to 10, the worst of the day's scores; fractions are allowed and rounded up by the engine. unread: the
    patient wrote words about this day that nobody has read yet, so that it may lower the plan and never raise it.
    extra_minutes is walking beyond the plan. acts are in the order in which they were done; clear_minutes is the dose,
    minutes a day, that a therapist chose when clearing a hold; chosen_dose is what they set from tomorrow on.
    """

    day: date
    pain_worst: float | Absent = Absent.NOT_ASKED
    pain_morning: float | Absent = Absent.NOT_ASKED
    completed: Walked | Absent = Absent.NOT_ASKED
    stopped_early: bool = False
    flare: bool = False
    flag: Tier | Absent = Absent.NOT_ASKED
    unread: bool = False
    extra_minutes: int = 0
    acts: tuple[ClinicianAct, ...] = ()
    clear_minutes: int | Absent = Absent.NOT_ASKED
    chosen_dose: ChosenDose | Absent = Absent.NOT_ASKED


@value
class Dose:
    """What a patient has earned: minutes a day, longest single walk, brisk minutes, stage."""

    minutes: int
    longest: int
    brisk: int
    stage: Stage


@value
class Prescription:
    """What the text of one day asks for. No walks means a rest day.

    walks are whole minutes each, in walking order; incline_percent is 0 unless a therapist allowed it.
    """

    walks: tuple[int, ...]
    pace: Pace
    brisk_minutes: int = 0
    incline_percent: int = 0

    @property
    def minutes(self) -> int:
        """All minutes of the day."""
        return sum(self.walks)


class Language(Word):
    """A language that patients can choose: one for each pair of modules in services/conversation/locales.

    Three have names here because code and tests mention them; any other is found by its modules and named by its code.
    """

    _ignore_ = "code"
    ENGLISH = "en"
    SPANISH = "es"
    FRENCH = "fr"
    for code in languages.codes():
        if code not in (ENGLISH, SPANISH, FRENCH):
            vars()[code.upper()] = code


class Tonight(Word):
    """The evening's question about pain, seen from a text of its day: it comes, it was asked, its answer is known."""

    COMES = "comes"
    ASKED = "asked"
    KNOWN = "known"


class OpenQuestion(Word):
    """What the newest question asked for that stands open."""

    PAIN = "pain"
    WALKS = "walks"
    PAIN_AND_WALKS = "pain_and_walks"
    FUNCTION = "function"
    NONE = "none"
