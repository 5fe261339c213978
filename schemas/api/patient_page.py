"""Everything that a therapist sees of one patient on one page."""

from pydantic import BaseModel, Field

from schemas.api.answers import AlertOut, LastActOut, MessagingOut, PatientOut, PlanOut, TextOut
from schemas.api.course_answers import DoseOut, KnownPainOut, OwnUsualOut, StandstillOut
from schemas.api.measures import DayOut, FunctionOut, Measures
from schemas.api.timeline import Timeline


class PatientPage(BaseModel):
    """One patient with everything that is known, as of one moment."""

    patient: PatientOut
    plan: PlanOut = Field(description="The newest decision, usually tomorrow's")
    days: list[DayOut] = Field(description="The last 61 plan days up to the newest plan, the oldest first")
    function: list[FunctionOut] = Field(description="All that was told of what they can do, the oldest first")
    measures: Measures = Field(description="The last 28 days")
    alerts: list[AlertOut] = Field(description="Open ones, the most urgent first")
    messaging: MessagingOut
    timeline: Timeline = Field(description="The newest 200 of all events")
    waiting: list[TextOut] = Field(description="The care team's own texts that can still be withdrawn")
    last_act: LastActOut | None = Field(description="The staff's last act, while it can be undone")
    dose: DoseOut | None = Field(description="What may be set from tomorrow on; null while no dose can be set")
    standstill: StandstillOut | None = Field(description="Where no step for weeks waits for a person")
    own_usual: OwnUsualOut | None = Field(description="The signed usual pain; null while no course runs")
    known_pain: KnownPainOut | None = Field(description="Red days that raise no alert; null while no course runs")
    acts: dict[str, str] = Field(
        description="The texts that pausing (or resuming) and discharging would send to this patient now, if any"
    )
    ready_made: dict[str, str] = Field(description="Drafts for a text to this patient, in their language")
