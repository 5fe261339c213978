"""Reads a course from a YAML file and runs it through the engine, day by day, without a database."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from schemas.decisions import Decision
from schemas.limits import MOST_MINUTES, MOST_TOLERATED_MINUTES, MOST_WALKS, WORST_PAIN
from schemas.settings import PRESETS, ProgressionSettings
from schemas.vocabulary import (
    Absent,
    CareFlag,
    CareProfile,
    ChosenDose,
    ClinicianAct,
    DayReport,
    Diagnosis,
    Extra,
    ExtraOrder,
    Task,
    Tier,
    Walked,
)
from services.command_line.course_lines import sentences, twice
from services.progression import engine
from services.progression.check_in import is_asked
from services.progression.explanation import why
from services.progression.lines import extra_lines
from services.progression.transition import stricter_of

SOME_DAY = date(2026, 1, 5)


class CourseIsWrong(Exception):
    """The file is no valid course; each sentence begins with the number of the line that is wrong."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Order(_Strict):
    extra: Extra
    taught_at: date | None = None
    taught_by: str = ""


class _Patient(_Strict):
    diagnosis: Diagnosis
    flags: list[CareFlag] = []
    start: date = SOME_DAY
    baseline_minutes: int | None = Field(default=None, ge=1, le=MOST_TOLERATED_MINUTES, strict=True)
    pain_now: int | None = Field(default=None, ge=0, le=WORST_PAIN, strict=True)
    first_minutes: int | None = Field(default=None, ge=1, le=MOST_MINUTES, strict=True)
    own_usual: int | None = Field(default=None, ge=0, le=WORST_PAIN, strict=True)
    onset: date | None = None
    extras: list[_Order] = []


class _ClearWith(_Strict):
    minutes: int = Field(ge=1, le=MOST_MINUTES, strict=True)


class _Dose(_ClearWith):
    walks: int = Field(ge=1, le=MOST_WALKS, strict=True)


class _Acts(_Strict):
    clear: _ClearWith | None = None
    dose: _Dose | None = None
    usual: int | Literal["end"] | None = None
    pause: int | None = Field(default=None, ge=1, le=365, strict=True)
    settings: dict[str, Any] | None = None


class _Day(_Strict):
    pain: float | None = Field(default=None, ge=0, le=WORST_PAIN, strict=True)
    morning: float | None = Field(default=None, ge=0, le=WORST_PAIN, strict=True)
    done: float | None = Field(default=None, ge=0, le=1, strict=True)
    stopped_early: bool = Field(default=False, strict=True)
    flare: bool = Field(default=False, strict=True)
    unread: bool = Field(default=False, strict=True)
    extra_minutes: int = Field(default=0, ge=0, le=600, strict=True)
    flag: Literal["emergency", "urgent"] | None = None
    clinician: Literal["clear", "pause", "resume"] | _Acts | None = None
    pause: int | None = Field(default=None, ge=1, le=365, strict=True)
    settings: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _lift_what_the_clinician_did(self) -> "_Day":
        if isinstance(self.clinician, _Acts):
            self.pause = self.pause or self.clinician.pause
            self.settings = self.settings or self.clinician.settings
        return self

    @property
    def clears(self) -> bool:
        """Whether a clinician cleared a hold on this day."""
        return self.clinician == "clear" or (isinstance(self.clinician, _Acts) and self.clinician.clear is not None)

    @property
    def clear_minutes(self) -> int | Absent:
        """The dose that the clinician chose with it, if any."""
        chosen = self.clinician.clear if isinstance(self.clinician, _Acts) else None
        return chosen.minutes if chosen else Absent.NOT_ASKED

    @property
    def signed(self) -> dict[str, Any]:
        """What of the profile changes where a clinician signed the patient's own usual, or ended it."""
        said = self.clinician.usual if isinstance(self.clinician, _Acts) else None
        return {} if said is None else {"own_usual": Absent.NOT_ASKED if said == "end" else said}

    @property
    def chosen_dose(self) -> ChosenDose | Absent:
        """The dose that a clinician set from the next day on, if one did."""
        chosen = self.clinician.dose if isinstance(self.clinician, _Acts) else None
        return ChosenDose(chosen.minutes, chosen.walks) if chosen else Absent.NOT_ASKED


class _Course(_Strict):
    patient: _Patient
    preset: Literal["cautious", "standard", "quick"] = "standard"
    settings: dict[str, Any] = {}
    days: list[_Day] = []

    @model_validator(mode="before")
    @classmethod
    def _silence_may_be_left_empty(cls, given: Any) -> Any:
        if isinstance(given, dict) and isinstance(given.get("days"), list):
            return {**given, "days": [{} if day is None else day for day in given["days"]]}
        return given


def read_course(path: Path) -> "_Course":
    """Read a course file. Raises CourseIsWrong, which names the wrong lines."""
    try:
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CourseIsWrong([f"line {line}: this is not YAML: {error.problem}"]) from None
    except UnicodeDecodeError:
        raise CourseIsWrong(["line 1: the file is not text in UTF-8"]) from None
    if not isinstance(content, dict) or tree is None:
        raise CourseIsWrong(["line 1: a course is a mapping with `patient` and, optionally, `settings` and `days`"])
    again = [f"line {line}: `{key}` stands there twice" for line, key in twice(tree)]
    if again:
        raise CourseIsWrong(again)
    try:
        course = _Course.model_validate(content)
    except ValidationError as error:
        raise CourseIsWrong(sentences(error, tree, ())) from None
    _check_settings(course, tree)
    return course


def _check_settings(course: _Course, tree: yaml.Node) -> None:
    values: Mapping[str, Any] = _preset(course.preset)
    places: list[tuple[tuple[str | int, ...], dict[str, Any]]] = [(("settings",), course.settings)]
    for number, day in enumerate(course.days):
        if day.settings is not None:
            within = ("clinician",) if isinstance(day.clinician, _Acts) and day.clinician.settings else ()
            places.append((("days", number, *within, "settings"), day.settings))
    for place, changed in places:
        try:
            values = _with(values, changed)
        except ValidationError as error:
            raise CourseIsWrong(sentences(error, tree, place)) from None


def _preset(name: str) -> dict[str, Any]:
    return PRESETS[name].model_dump()


def _with(values: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    renamed = ProgressionSettings.policy_names(changed)
    return ProgressionSettings.model_validate({**values, **renamed}).model_dump()


def walk(course: _Course) -> Iterator[tuple[Decision, ProgressionSettings]]:
    """The decision for day 1, before any reply, then the decision after each day, each with its settings."""
    values = _with(_preset(course.preset), course.settings)
    settings = ProgressionSettings.model_validate(values)
    decision = engine.first_day(_profile(course.patient), settings, course.patient.start)
    yield decision, settings
    paused_until: date | None = None
    for day in course.days:
        report = _report(day, decision.day, asked=is_asked(decision.course, settings))
        if day.pause:
            paused_until = date.fromordinal(decision.day.toordinal() + day.pause)
        elif paused_until is not None and decision.day >= paused_until:
            report = replace(report, acts=(*report.acts, ClinicianAct.RESUME))
            paused_until = None
        judged_by = settings
        if day.settings is not None:
            values = _with(values, day.settings)
            changed = ProgressionSettings.model_validate(values)
            judged_by, settings = stricter_of(changed, [settings]), changed
        known = replace(decision.course, profile=replace(decision.course.profile, **day.signed))
        decision = engine.next_day(known, judged_by, report)
        yield decision, judged_by


def _profile(patient: _Patient) -> CareProfile:
    orders = tuple(ExtraOrder(o.extra, o.taught_at or Absent.NOT_ASKED, o.taught_by) for o in patient.extras)
    names = ("baseline_minutes", "pain_now", "first_minutes", "own_usual", "onset")
    told = {name: said for name in names if (said := getattr(patient, name)) is not None}
    return CareProfile(patient.diagnosis, frozenset(patient.flags), orders=orders, **told)


def _report(day: _Day, on: date, *, asked: bool) -> DayReport:
    absent = Absent.NO_REPLY if asked or day.done is not None else Absent.NOT_ASKED
    acts: tuple[ClinicianAct, ...] = (ClinicianAct.CLEAR,) if day.clears else ()
    if day.pause or day.clinician == "pause":
        acts += (ClinicianAct.PAUSE,)
    elif day.clinician == "resume":
        acts += (ClinicianAct.RESUME,)
    if isinstance(day.chosen_dose, ChosenDose):
        acts += (ClinicianAct.SET_DOSE,)
    if day.signed:
        ended = day.signed["own_usual"] is Absent.NOT_ASKED
        acts += (ClinicianAct.END_USUAL if ended else ClinicianAct.SIGN_USUAL,)
    return DayReport(
        day=on,
        pain_worst=absent if day.pain is None else day.pain,
        pain_morning=Absent.NOT_ASKED if day.morning is None else day.morning,
        completed=absent if day.done is None else Walked(day.done),
        stopped_early=day.stopped_early,
        flare=day.flare,
        flag=Tier(day.flag) if day.flag else Absent.NOT_ASKED,
        unread=day.unread,
        extra_minutes=day.extra_minutes,
        acts=acts,
        clear_minutes=day.clear_minutes,
        chosen_dose=day.chosen_dose,
    )


def as_json(decision: Decision, settings: ProgressionSettings) -> dict[str, Any]:
    """One day as JSON."""
    plan, dose = decision.prescription, decision.course.dose
    return {
        "date": decision.day.isoformat(),
        "state": decision.state.value,
        "light": decision.light.value,
        "walks": list(plan.walks),
        "pace": plan.pace.value,
        "brisk_minutes": plan.brisk_minutes,
        "incline_percent": plan.incline_percent,
        "prescribed": plan.minutes,
        "earned": {
            "minutes": dose.minutes,
            "longest": dose.longest,
            "brisk": dose.brisk,
            "stage": dose.stage.value,
            "credits": len(decision.course.credits),
        },
        "rule": decision.rule,
        "reason": decision.reason.value,
        "tasks": [task.value for task in decision.tasks],
        "extras": [line.extra.value for line in extra_lines(decision, settings)],
        "why": why(decision).therapist,
    }


def as_line(decision: Decision, settings: ProgressionSettings) -> str:
    """One day as a line of text."""
    plan, course = decision.prescription, decision.course
    walks = "+".join(map(str, plan.walks)) or "rest"
    more = f" brisk {plan.brisk_minutes}" if plan.brisk_minutes else ""
    more += f" incline {plan.incline_percent} %" if plan.incline_percent else ""
    extras = ", ".join(line.extra.value for line in extra_lines(decision, settings))
    parts = [
        f"{decision.day.isoformat()} {decision.light.value:<9} {walks + more}",
        decision.state.value,
        decision.rule,
        f"earned {course.dose.stage.value}{course.dose.minutes}",
    ]
    if extras:
        parts.append(f"with {extras}")
    found = dict(decision.numbers)
    because = {Task.NO_STEP: "no_step", Task.OWN_USUAL: "own_usual_proposed", Task.STEADY_ABOVE_PLAN: "offered_minutes"}
    said = {task: f" ({found[name]})" for task, name in because.items() if name in found}
    asked = f" ! {', '.join(task.value + said.get(task, '') for task in decision.tasks)}" if decision.tasks else ""
    return " | ".join(parts) + asked
