"""The kinds of alert and their table, one row each: a new kind is a name and a row here, and a migration."""

from collections.abc import Callable
from enum import StrEnum

from schemas.alert_facts import AlertFacts, Clearing, EndsWith, Return, Severity
from schemas.heard import ToldEvent
from schemas.text_kinds import TextKind


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
    THIRD_RED_IN_MONTH = "third_red_in_month"
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
    LOSS_TOLD = "loss_told"
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
    NO_STEP = "no_step"
    OWN_USUAL = "own_usual"
    FEWER_WALKS = "fewer_walks"
    STEADY_ABOVE_PLAN = "steady_above_plan"


__all__ = [
    "ALERT_KINDS", "ALERT_OF_EVENT", "AlertFacts", "AlertKind", "Clearing", "EndsWith", "Return", "Severity",
    "alerts_that", "facts_of",
]  # fmt: skip

_ROWS = (
    AlertFacts(
        AlertKind.RED_FLAG_EMERGENCY, Severity.NOW, "Reported an emergency sign. Call now. All walking is stopped.",
        "Call now, then clear", told_danger=True, flag=True, returns=Return.DAY_AND_NIGHT,
        clearing=Clearing.ALONE_ENDS_IT, safety_text=TextKind.SAFETY_EMERGENCY,
    ),
    AlertFacts(
        AlertKind.RED_FLAG_URGENT, Severity.SAME_DAY, "Reported an urgent sign. Call today. All walking is stopped.",
        "Call today, then clear", told_danger=True, flag=True, returns=Return.DAY_AND_NIGHT,
        clearing=Clearing.ALONE_ENDS_IT, safety_text=TextKind.SAFETY_URGENT,
    ),
    AlertFacts(
        AlertKind.CRISIS, Severity.NOW, "Wrote of wanting to die. Call now. All walking is stopped.",
        "Call now, then clear", told_danger=True, flag=True, returns=Return.DAY_AND_NIGHT,
        clearing=Clearing.ALONE_ENDS_IT, safety_text=TextKind.SAFETY_CRISIS,
    ),
    AlertFacts(
        AlertKind.POSSIBLE_DANGER, Severity.HOUR, "May have told of danger. Read it now.", "Read it, and call",
        flag=True, returns=Return.DAY_AND_NIGHT, about_words=True, keeps_walks_back=True,
    ),
    AlertFacts(AlertKind.CALL_REQUESTED, Severity.SAME_DAY, "Asks to be called.", "Call back"),
    AlertFacts(
        AlertKind.SEVERE_PAIN, Severity.SAME_DAY, "Reported very severe pain.", "Call about the pain",
        clearing=Clearing.ENDS_IT, by_scores=True, flare_up=4,
    ),
    AlertFacts(
        AlertKind.RED_DAY, Severity.ROUTINE, "Reported a red day. The plan rests.", ends_with=EndsWith.GREEN_DAY,
        by_scores=True, flare_up=1,
    ),
    AlertFacts(
        AlertKind.THIRD_RED_IN_MONTH, Severity.ROUTINE, "Red days keep coming: three or more within four weeks.",
        "Look what brings them", clearing=Clearing.ENDS_IT, ends_with=EndsWith.GREEN_WEEK, by_scores=True, flare_up=2,
    ),
    AlertFacts(
        AlertKind.SECOND_RED_IN_WEEK, Severity.SAME_DAY, "Second red day within a week.", "Call about the pain",
        clearing=Clearing.ENDS_IT, ends_with=EndsWith.GREEN_WEEK, by_scores=True, flare_up=3,
    ),
    AlertFacts(
        AlertKind.RED_REST_USED_UP, Severity.SAME_DAY,
        "Still red after the rest days. The plan is held until you clear.", "Call, then clear",
        returns=Return.DAY_AND_NIGHT, clearing=Clearing.ALONE_ENDS_IT, by_scores=True, flare_up=5,
    ),
    AlertFacts(
        AlertKind.SILENCE, Severity.ROUTINE, "Has not answered for days.", "Call: no answers",
        ends_with=EndsWith.ANSWER,
    ),
    AlertFacts(
        AlertKind.YELLOW_REVIEW, Severity.ROUTINE, "Has stayed at yellow for days. Review the plan.",
        ends_with=EndsWith.GREEN_DAY, by_scores=True,
    ),
    AlertFacts(
        AlertKind.REENTRY_STUCK, Severity.ROUTINE, "Keeps falling back while returning from a flare-up.",
        ends_with=EndsWith.GREEN_DAY, by_scores=True,
    ),
    AlertFacts(AlertKind.TREND_RISING, Severity.ROUTINE, "Pain is rising week over week.", by_scores=True),
    AlertFacts(AlertKind.WALKED_ON_REST_DAY, Severity.ROUTINE, "Walked on a rest day."),
    AlertFacts(AlertKind.WALKED_TOO_MUCH, Severity.ROUTINE, "Walked well beyond the plan."),
    AlertFacts(AlertKind.LOW_COMPLETION, Severity.ROUTINE, "Walks less than half of the plan. Ask what is in the way."),
    AlertFacts(
        AlertKind.RESCREEN, Severity.SAME_DAY, "Long gap: screen for red flags again before walking restarts.",
        "Screen again", returns=Return.EVERY_OPENING_DAY, clearing=Clearing.ENDS_IT,
    ),
    AlertFacts(AlertKind.REVIEW_SOON, Severity.ROUTINE, "The scheduled review comes up soon.", "Plan the review"),
    AlertFacts(AlertKind.REVIEW_DUE, Severity.ROUTINE, "The scheduled review is due.", "Review"),
    AlertFacts(AlertKind.PAUSED, Severity.ROUTINE, "The course is paused."),
    AlertFacts(AlertKind.OPTED_OUT, Severity.ROUTINE, "Opted out of texts."),
    AlertFacts(
        AlertKind.UNCLEAR_REPLY, Severity.SAME_DAY, "Wrote words that nobody has read yet. Read them.",
        "Read the reply", returns=Return.EVERY_OPENING_DAY, about_words=True,
    ),
    AlertFacts(AlertKind.NUMBER_BAD, Severity.SAME_DAY, "The number cannot get texts.", "Correct the number"),
    AlertFacts(AlertKind.UNDELIVERED, Severity.SAME_DAY, "A text could not be delivered.", "Check the number"),
    AlertFacts(
        AlertKind.SENDING_INCIDENT, Severity.NOW,
        "The carrier refuses our texts: content, registration or configuration.",
    ),
    AlertFacts(
        AlertKind.UNSENDABLE_TEXT, Severity.NOW,
        "A due text could not be made ready, and was not sent. Look at its plan.",
    ),
    AlertFacts(
        AlertKind.UNREADABLE_MESSAGE, Severity.SAME_DAY, "The broker brought a message that no worker understands.",
    ),
    AlertFacts(AlertKind.UNHEARD_TEXT, Severity.NOW, "A stored reply could not be processed. Read it."),
    AlertFacts(AlertKind.UNKNOWN_SENDER, Severity.ROUTINE, "A text came from a number that nobody is enrolled with."),
    AlertFacts(
        AlertKind.STRANGER_DANGER, Severity.NOW,
        "Words of danger came from a number that nobody is enrolled with. Read them.", returns=Return.DAY_AND_NIGHT,
    ),
    AlertFacts(
        AlertKind.DANGER_ELSEWHERE, Severity.NOW, "A danger was told from this phone elsewhere. Call now.",
        "Call now, then clear", told_danger=True, flag=True, returns=Return.DAY_AND_NIGHT,
        clearing=Clearing.ALONE_ENDS_IT,
    ),
    AlertFacts(
        AlertKind.CANNOT_BE_TEXTED, Severity.NOW, "A safety text cannot reach this phone. Phone now.", "Phone now",
        returns=Return.DAY_AND_NIGHT, clearing=Clearing.ENDS_IT,
    ),
    AlertFacts(
        AlertKind.FOOT_QUESTION, Severity.HOUR,
        "Wrote of the foot drop that is known. Ask whether it is new or worse.", "Call about the foot",
        returns=Return.DAY_AND_NIGHT, clearing=Clearing.ENDS_IT, about_words=True,
    ),
    AlertFacts(
        AlertKind.SAID_THE_SAME, Severity.HOUR,
        "May have told of danger, and says that it is the same as you know. Read it.", "Read it, and call",
        returns=Return.DAY_AND_NIGHT, about_words=True,
    ),
    AlertFacts(
        AlertKind.TEST_WALK_SHORT, Severity.SAME_DAY, "The test walk was short: choose a first dose.",
        "Choose a first dose", returns=Return.EVERY_OPENING_DAY, clearing=Clearing.ALONE_ENDS_IT,
        ends_with=EndsWith.HOLD, chooses_a_dose=True,
    ),
    AlertFacts(
        AlertKind.FOOT_DROP_KNOWN, Severity.SAME_DAY, "Has a known foot drop: choose a first dose.",
        "Choose a first dose", returns=Return.EVERY_OPENING_DAY, clearing=Clearing.ALONE_ENDS_IT,
        ends_with=EndsWith.HOLD, chooses_a_dose=True,
    ),
    AlertFacts(
        AlertKind.PAIN_AT_START, Severity.SAME_DAY, "Was in the red at enrolment. Call before the first walk.",
        "Call before the first walk", returns=Return.EVERY_OPENING_DAY, clearing=Clearing.ENDS_IT,
    ),
    AlertFacts(
        AlertKind.HELD_BY_STAFF, Severity.ROUTINE, "Held by a clinician. The plan rests until you clear it.",
        "Clear when ready", returns=Return.EVERY_OPENING_DAY, clearing=Clearing.ALONE_ENDS_IT, ends_with=EndsWith.HOLD,
    ),
    AlertFacts(
        AlertKind.HELD_AND_CALM, Severity.SAME_DAY, "Held, and has told three calm days. Look whether to clear.",
        "Look whether to clear", returns=Return.EVERY_OPENING_DAY, clearing=Clearing.ENDS_IT, ends_with=EndsWith.HOLD,
        by_scores=True,
    ),
    AlertFacts(AlertKind.CHECK_IN_DAYS, Severity.ROUTINE, "Answers on the same few weekdays.", "Look at the days"),
    AlertFacts(
        AlertKind.NOT_BEGUN, Severity.ROUTINE, "Has not begun: still waits for READY or SHOES.", "Help to begin",
    ),
    AlertFacts(
        AlertKind.WRONG_PERSON, Severity.SAME_DAY, "Says that this is the wrong person. All texts rest.",
        "Check the number", somebody_else=True, event=ToldEvent.WRONG_PERSON,
    ),
    AlertFacts(
        AlertKind.DEATH_TOLD, Severity.SAME_DAY, "Was told that the patient has died. All texts rest.",
        "Read it, then discharge", somebody_else=True, event=ToldEvent.DEATH,
    ),
    AlertFacts(
        AlertKind.MAY_BE_LEAVING, Severity.SAME_DAY,
        "May want no more texts, and was asked. Without an answer within a day they end.", "Read the reply",
        returns=Return.EVERY_OPENING_DAY, about_words=True,
    ),
    AlertFacts(
        AlertKind.AUTO_REPLY, Severity.ROUTINE, "A machine answered our texts. Check the number.", "Check the number",
        event=ToldEvent.OUT_OF_OFFICE,
    ),
    AlertFacts(
        AlertKind.LOSS_TOLD, Severity.SAME_DAY,
        "Told of a death: the patient's, or of somebody near. All texts rest until you know.", "Call: who died?",
        returns=Return.EVERY_OPENING_DAY, about_words=True, somebody_else=True,
    ),
    AlertFacts(
        AlertKind.HOSPITAL_TOLD, Severity.HOUR,
        "Told of a hospital stay or an operation. No walks until you have looked.", "Call, then hold or close",
        returns=Return.EVERY_OPENING_DAY, clearing=Clearing.ENDS_IT, about_words=True,
        keeps_walks_back=True, event=ToldEvent.HOSPITAL,
    ),
    AlertFacts(
        AlertKind.INJECTION_TOLD, Severity.SAME_DAY, "Told of an injection. No walks until you have looked.",
        "Look at the plan", returns=Return.EVERY_OPENING_DAY, clearing=Clearing.ENDS_IT, about_words=True,
        keeps_walks_back=True, event=ToldEvent.INJECTION_TODAY,
    ),
    AlertFacts(
        AlertKind.PREGNANCY_TOLD, Severity.SAME_DAY,
        "Told of a pregnancy. The plan does not rise until you have looked.", "Look at the plan",
        returns=Return.EVERY_OPENING_DAY, about_words=True, event=ToldEvent.PREGNANCY,
    ),
    AlertFacts(
        AlertKind.MEDICINE_TOLD, Severity.SAME_DAY,
        "Told of another medicine or dose. The plan does not rise until you have looked.", "Look at the plan",
        returns=Return.EVERY_OPENING_DAY, about_words=True, event=ToldEvent.NEW_MEDICINE,
    ),
    AlertFacts(
        AlertKind.MOVE_TOLD, Severity.SAME_DAY,
        "Told of a move. Ask about the time zone, the emergency number and the care there.", "Ask about the move",
        returns=Return.EVERY_OPENING_DAY, about_words=True, event=ToldEvent.MOVED_AWAY,
    ),
    AlertFacts(
        AlertKind.NUMBER_TOLD, Severity.SAME_DAY,
        "Told of another phone number. Ask the patient; until then texts go where they went.", "Check the number",
        returns=Return.EVERY_OPENING_DAY, about_words=True, event=ToldEvent.NEW_NUMBER,
    ),
    AlertFacts(
        AlertKind.CONTRADICTING_TEXTS, Severity.SAME_DAY,
        "Texts within an hour contradict each other. Call to hear who writes.", "Call: who writes?",
        clearing=Clearing.ENDS_IT,
    ),
    AlertFacts(AlertKind.LINE_IS_TAKEN, Severity.SAME_DAY, "A clinic asked for a phone that cannot be enrolled there."),
    AlertFacts(
        AlertKind.STAFF_PHONE_STOPPED, Severity.SAME_DAY, "A phone of the clinic refuses urgent texts. Name another.",
    ),
    AlertFacts(
        AlertKind.LEFT_ON_DISK, Severity.NOW,
        "What the carrier brought lies on an API's disk and cannot be stored. The runbook says what to do.",
    ),
    AlertFacts(AlertKind.NOTICE_GIVEN_UP, Severity.SAME_DAY, "A care team could not be told by mail or webhook."),
    AlertFacts(
        AlertKind.NO_STEP, Severity.ROUTINE, "Has not moved on for weeks.", "Look what holds it",
        ends_with=EndsWith.STEP, by_scores=True,
    ),
    AlertFacts(
        AlertKind.OWN_USUAL, Severity.ROUTINE, "Has long lived at one yellow pain. Sign it as usual, or refuse.",
        "Sign the usual, or refuse", by_scores=True,
    ),
    AlertFacts(
        AlertKind.FEWER_WALKS, Severity.ROUTINE, "Does part of the walks each day. May the minutes go into fewer?",
        "Set fewer walks", ends_with=EndsWith.STEP,
    ),
    AlertFacts(
        AlertKind.STEADY_ABOVE_PLAN, Severity.ROUTINE, "Has calmly walked above the plan for weeks. Set the dose anew?",
        "Set the dose", ends_with=EndsWith.STEP, by_scores=True,
    ),
)  # fmt: skip
ALERT_KINDS = {row.kind: row for row in _ROWS}
ALERT_OF_EVENT = {row.event: row.kind for row in _ROWS if row.event is not None}


def facts_of(kind: AlertKind) -> AlertFacts:
    """The row of a kind of alert."""
    return ALERT_KINDS[kind]


def alerts_that(are: Callable[[AlertFacts], bool]) -> frozenset[AlertKind]:
    """The kinds of alert for which a column of the table is true."""
    return frozenset(row.kind for row in _ROWS if are(row))
