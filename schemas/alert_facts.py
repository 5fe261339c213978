"""Which kinds of alert are there, and what can be true of one? The table itself is alert_kinds.py."""

from datetime import timedelta
from enum import StrEnum

from schemas.heard import ToldEvent
from schemas.value import value


class AlertKind(StrEnum):
    """What happened."""

    RED_FLAG_EMERGENCY = "red_flag_emergency"
    RED_FLAG_URGENT = "red_flag_urgent"
    CRISIS = "crisis"
    POSSIBLE_DANGER = "possible_danger"
    CALL_REQUESTED = "call_requested"
    SEVERE_PAIN = "severe_pain"
    RED_DAY = "red_day"
    SECOND_RED_IN_WEEK = "second_red_in_week"
    RED_REST_USED_UP = "red_rest_used_up"
    SILENCE = "silence"
    YELLOW_REVIEW = "yellow_review"
    REENTRY_STUCK = "reentry_stuck"
    TREND_RISING = "trend_rising"
    WALKED_ON_REST_DAY = "walked_on_rest_day"
    WALKED_TOO_MUCH = "walked_too_much"
    LOW_COMPLETION = "low_completion"
    RESCREEN = "rescreen"
    REVIEW_SOON = "review_soon"
    REVIEW_DUE = "review_due"
    PAUSED = "paused"
    OPTED_OUT = "opted_out"
    UNCLEAR_REPLY = "unclear_reply"
    NUMBER_BAD = "number_bad"
    UNDELIVERED = "undelivered"
    SENDING_INCIDENT = "sending_incident"
    UNSENDABLE_TEXT = "unsendable_text"
    UNREADABLE_MESSAGE = "unreadable_message"
    UNHEARD_TEXT = "unheard_text"
    UNKNOWN_SENDER = "unknown_sender"
    STRANGER_DANGER = "stranger_danger"
    DANGER_ELSEWHERE = "danger_elsewhere"
    CANNOT_BE_TEXTED = "cannot_be_texted"
    FOOT_QUESTION = "foot_question"
    SAID_THE_SAME = "said_the_same"
    TEST_WALK_SHORT = "test_walk_short"
    FOOT_DROP_KNOWN = "foot_drop_known"
    PAIN_AT_START = "pain_at_start"
    HELD_BY_STAFF = "held_by_staff"
    HELD_AND_CALM = "held_and_calm"
    CHECK_IN_DAYS = "check_in_days"
    NOT_BEGUN = "not_begun"
    WRONG_PERSON = "wrong_person"
    DEATH_TOLD = "death_told"
    MAY_BE_LEAVING = "may_be_leaving"
    AUTO_REPLY = "auto_reply"
    HOSPITAL_TOLD = "hospital_told"
    INJECTION_TOLD = "injection_told"
    PREGNANCY_TOLD = "pregnancy_told"
    MEDICINE_TOLD = "medicine_told"
    MOVE_TOLD = "move_told"
    NUMBER_TOLD = "number_told"
    CONTRADICTING_TEXTS = "contradicting_texts"
    LINE_IS_TAKEN = "line_is_taken"
    STAFF_PHONE_STOPPED = "staff_phone_stopped"
    LEFT_ON_DISK = "left_on_disk"
    NOTICE_GIVEN_UP = "notice_given_up"


class Severity(StrEnum):
    """How soon somebody must have seen an alert: at once, within the hour, the same day, within days."""

    NOW = "now"
    HOUR = "hour"
    SAME_DAY = "same_day"
    ROUTINE = "routine"


class Clearing(StrEnum):
    """What clearing the hold does to an alert."""

    NOTHING = "nothing"
    ENDS_IT = "ends_it"
    ALONE_ENDS_IT = "alone_ends_it"


class EndsWith(StrEnum):
    """What closes an alert without a person: a hold, words or a light, a green day, a green week.

    A green week is seven days without a red one, ending on a green day.
    """

    NOTHING = "nothing"
    HOLD = "hold"
    ANSWER = "answer"
    GREEN_DAY = "green_day"
    GREEN_WEEK = "green_week"


class Return(StrEnum):
    """When an alert that was seen and not settled is raised again: never, once an opening day, or day and night."""

    NEVER = "never"
    EVERY_OPENING_DAY = "every_opening_day"
    DAY_AND_NIGHT = "day_and_night"


# How soon an operator should have looked; a clinic has its ladder for this.
SEEN_WITHIN = {
    Severity.NOW: timedelta(minutes=15),
    Severity.HOUR: timedelta(hours=1),
    Severity.SAME_DAY: timedelta(hours=12),
    Severity.ROUTINE: timedelta(days=3),
}


@value
class AlertFacts:
    """Everything that is true of one kind of alert.

    severity: how soon somebody must have seen it. summary: what they read. next_step: the label of the console's
    button. told_danger: a danger was reported, here or elsewhere, and nobody walks before a person has looked. flag:
    FHIR shows it as a Flag. returns: when it is raised again after it was seen. clearing: what clearing the hold does
    to it. ends_with: what closes it without a person. chooses_a_dose: clearing needs a first dose. by_scores: the
    week's scores explain it. about_words: whoever settles it has read the words. keeps_walks_back: until then no
    morning text proposes a walk. somebody_else: it is unknown who has the phone. event: what a text told to raise it.
    """

    kind: AlertKind
    severity: Severity
    summary: str
    next_step: str = "Look"
    told_danger: bool = False
    flag: bool = False
    returns: Return = Return.NEVER
    clearing: Clearing = Clearing.NOTHING
    ends_with: EndsWith = EndsWith.NOTHING
    chooses_a_dose: bool = False
    by_scores: bool = False
    about_words: bool = False
    keeps_walks_back: bool = False
    somebody_else: bool = False
    event: ToldEvent | None = None

    @property
    def seen_within(self) -> timedelta:
        """How soon an operator should have looked, counted from when it was raised."""
        return SEEN_WITHIN[self.severity]

    @property
    def ends_by_clearing(self) -> bool:
        """Whether it closes once a clinician clears the hold."""
        return self.clearing is not Clearing.NOTHING

    @property
    def needs_clearing(self) -> bool:
        """Whether nobody can resolve it: only examining the patient and clearing the hold closes it."""
        return self.clearing is Clearing.ALONE_ENDS_IT

    @property
    def is_danger(self) -> bool:
        """Whether it is raised again, day and night, until it is closed."""
        return self.returns is Return.DAY_AND_NIGHT
