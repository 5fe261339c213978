"""How is a course written down in a file, and what does the engine make of it, day by day? No database is needed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
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
    Tier,
    Walked,
)
from services.progression import engine
from services.progression.check_in import is_asked
from services.progression.explanation import why
from services.progression.lines import extra_lines
from services.progression.transition import stricter_of

SOME_DAY = date(2026, 1, 5)


class CourseIsWrong(Exception):
    """The file cannot be walked; each sentence begins with the line that is wrong."""

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
    extras: list[_Order] = []


class _ClearWith(_Strict):
    minutes: int = Field(ge=1, le=MOST_MINUTES, strict=True)


class _Dose(_ClearWith):
    walks: int = Field(ge=1, le=MOST_WALKS, strict=True)


class _Acts(_Strict):
    clear: _ClearWith | None = None
    dose: _Dose | None = None
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
        """Whether a clinician opened a hold on this day."""
        return self.clinician == "clear" or (isinstance(self.clinician, _Acts) and self.clinician.clear is not None)

    @property
    def clear_minutes(self) -> int | Absent:
        """The dose that they chose, if they did."""
        chosen = self.clinician.clear if isinstance(self.clinician, _Acts) else None
        return chosen.minutes if chosen else Absent.NOT_ASKED

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
    """Read a course file. Raises CourseIsWrong, which names the lines."""
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
        raise CourseIsWrong(["line 1: a course is a mapping with `patient`, and `settings` and `days` if wanted"])
    twice = [f"line {line}: `{key}` stands there twice" for line, key in _twice(tree)]
    if twice:
        raise CourseIsWrong(twice)
    try:
        course = _Course.model_validate(content)
    except ValidationError as error:
        raise CourseIsWrong(_sentences(error, tree, ())) from None
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
            raise CourseIsWrong(_sentences(error, tree, place)) from None


def _preset(name: str) -> dict[str, Any]:
    return PRESETS[name].model_dump()


def _with(values: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    renamed = ProgressionSettings.policy_names(changed)
    return ProgressionSettings.model_validate({**values, **renamed}).model_dump()


def _twice(node: yaml.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, below in node.value:
            if key.value in seen:
                yield key.start_mark.line + 1, key.value
            seen.add(key.value)
            yield from _twice(below)
    elif isinstance(node, yaml.SequenceNode):
        yield from chain.from_iterable(map(_twice, node.value))


def _sentences(error: ValidationError, tree: yaml.Node, place: tuple[str | int, ...]) -> list[str]:
    found = [(_line_of(tree, (*place, *problem["loc"])), _sentence(problem)) for problem in error.errors()]
    return [f"line {line}: {sentence}" for line, sentence in sorted(set(found))]


def _sentence(problem: Any) -> str:
    name = next((str(part) for part in reversed(problem["loc"]) if isinstance(part, str)), "course")
    if problem["type"] == "extra_forbidden":
        return f"`{name}` is not known here"
    if problem["type"] == "settings_rule":
        return str(problem["msg"])
    return f"`{name}`: {problem['msg'][0].lower()}{problem['msg'][1:]}"


def _line_of(node: yaml.Node, place: tuple[str | int, ...]) -> int:
    """The line of the deepest part of a place that stands in the file."""
    line = node.start_mark.line + 1
    for part in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            for key, below in node.value:
                if key.value == part:
                    node, line = below, key.start_mark.line + 1
                    break
    return line


def walk(course: _Course) -> Iterator[tuple[Decision, ProgressionSettings]]:
    """Day 1's decision before any reply, then the decision after each day, with the settings that shaped it."""
    values = _with(_preset(course.preset), course.settings)
    settings = ProgressionSettings.model_validate(values)
    decision = engine.first_day(_profile(course.patient), settings, course.patient.start)
    yield decision, settings
    paused_until: date | None = None
    for day in course.days:
        report = _report(day, decision.day, asked=is_asked(decision.state, settings, decision.day))
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
        decision = engine.next_day(decision.course, judged_by, report)
        yield decision, judged_by


def _profile(patient: _Patient) -> CareProfile:
    orders = tuple(ExtraOrder(o.extra, o.taught_at or Absent.NOT_ASKED, o.taught_by) for o in patient.extras)
    asked = (patient.baseline_minutes, patient.pain_now, patient.first_minutes)
    baseline, pain_now, first = (Absent.NOT_ASKED if told is None else told for told in asked)
    return CareProfile(patient.diagnosis, frozenset(patient.flags), baseline, orders, pain_now, first)


def _report(day: _Day, on: date, *, asked: bool) -> DayReport:
    absent = Absent.NO_REPLY if asked or day.done is not None else Absent.NOT_ASKED
    acts: tuple[ClinicianAct, ...] = (ClinicianAct.CLEAR,) if day.clears else ()
    if day.pause or day.clinician == "pause":
        acts += (ClinicianAct.PAUSE,)
    elif day.clinician == "resume":
        acts += (ClinicianAct.RESUME,)
    if isinstance(day.chosen_dose, ChosenDose):
        acts += (ClinicianAct.SET_DOSE,)
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
    """One day for a machine."""
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
    """One day for a person."""
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
    asked = f" ! {', '.join(task.value for task in decision.tasks)}" if decision.tasks else ""
    return " | ".join(parts) + asked
