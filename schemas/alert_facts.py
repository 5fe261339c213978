"""What can be true of one kind of alert. The kinds and their rows are in alert_kinds.py."""

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from schemas.heard import ToldEvent
from schemas.text_kinds import TextKind
from schemas.value import value

if TYPE_CHECKING:
    from schemas.alert_kinds import AlertKind


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
    """What closes an alert without a person: a hold, words or a light, a green day, a green week, a step.

    A green week is seven days without a red one, ending on a green day.
    """

    NOTHING = "nothing"
    HOLD = "hold"
    ANSWER = "answer"
    GREEN_DAY = "green_day"
    GREEN_WEEK = "green_week"
    STEP = "step"


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
    flare_up: how grave it is among the kinds that a flare-up raises, of which a patient has one open alert; 0: none.
    safety_text: what the patient is told to do.
    """

    kind: "AlertKind"
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
    flare_up: int = 0
    safety_text: TextKind | None = None

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
