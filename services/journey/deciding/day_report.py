"""What is known of one day of a course? Told by the patient, done by clinicians: what the engine is asked with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from schemas.tables.messages import InboundText
from schemas.tables.people import Enrolment
from schemas.tables.plans import CareAct, DayNote, PlanDay
from schemas.text_kinds import texts_that
from schemas.vocabulary import (
    Absent,
    CareFlag,
    CareProfile,
    ChosenDose,
    ClinicianAct,
    DayReport,
    Extra,
    ExtraOrder,
    Tier,
    Walked,
)
from services.storage import history
from services.storage.case import Case

# These change what is told to the team, and nothing that is decided.
_OF_ALERTS = frozenset({ClinicianAct.KNOWN_PAIN, ClinicianAct.END_KNOWN_PAIN})
_QUESTIONS = tuple(sorted(texts_that(lambda kind: kind.evening)))


@dataclass(frozen=True, slots=True)
class Done:
    """What a person did to a course, and why; minutes: the dose that they chose, minutes a day, over so many walks.

    own_usual is the pain that they signed; red days up to known_up_to raise no alert until known_until.
    """

    act: ClinicianAct
    by: str
    note: str
    minutes: int | None = None
    walks: int | None = None
    own_usual: int | None = None
    known_up_to: int | None = None
    known_until: date | None = None


def record_act(case: Case, day: date, done: Done) -> None:
    """Write down what a person did to the course on a plan day; the next decision about that day reads it."""
    row = CareAct(
        enrolment_id=case.enrolment.id, day=day, act=done.act, minutes=done.minutes, walks=done.walks,
        own_usual=done.own_usual,
        known_up_to=done.known_up_to, known_until=done.known_until, by=done.by, note=done.note, at=case.now,
    )  # fmt: skip
    dose = {"minutes": done.minutes, "walks": done.walks} if done.walks else {}
    case.add(row, event=case.happened(f"course.{done.act.value}", actor=done.by, day=day.isoformat(), **dose))


def report_of(case: Case, plan: PlanDay) -> DayReport:
    """All that is known of a plan's day, folded from the patient's notes and the clinicians' acts."""
    notes = history.notes_of(case, plan.day)
    was_asked = history.text_that_reached(case, _QUESTIONS, plan.day) is not None
    acts = history.acts_of(case, plan.day)
    absent = Absent.NO_REPLY if was_asked else Absent.NOT_ASKED
    pains = [note.pain for note in notes if note.pain is not None]
    mornings = [note.pain_morning for note in notes if note.pain_morning is not None]
    cleared_at = max((act.at for act in acts if act.act is ClinicianAct.CLEAR), default=None)
    # A flag that a clinician has cleared since no longer stops the course; one told after that does.
    flags = {note.flag for note in notes if note.flag and (cleared_at is None or note.at > cleared_at)}
    completed: Walked | Absent = absent
    for note in notes:
        if note.all_done:
            completed = Walked(1.0)
        elif note.none_done:
            completed = Walked(0.0)
        elif note.walks_done is not None and plan.walks:
            completed = Walked(min(1.0, note.walks_done / len(plan.walks)))
    extra = max((note.walks_done or 0 for note in notes), default=0) - len(plan.walks)
    return DayReport(
        day=plan.day,
        pain_worst=float(max(pains)) if pains else absent,
        pain_morning=float(max(mornings)) if mornings else Absent.NOT_ASKED,
        completed=completed,
        stopped_early=any(note.stopped_early for note in notes),
        flare=any(note.flare for note in notes),
        flag=next((tier for tier in (Tier.EMERGENCY, Tier.URGENT) if tier.value in flags), Absent.NOT_ASKED),
        unread=bool(notes) and (_is_unread(case.session, notes) or _words_hold(case, plan)),
        extra_minutes=max(0, extra) * max(plan.walks, default=5),
        acts=tuple(act.act for act in acts if act.act not in _OF_ALERTS),
        clear_minutes=next((minutes for act in reversed(acts) if (minutes := _cleared_with(act))), Absent.NOT_ASKED),
        chosen_dose=_chosen_dose(acts),
    )


def _cleared_with(act: CareAct) -> int | None:
    return act.minutes if act.act is ClinicianAct.CLEAR else None


def _chosen_dose(acts: Sequence[CareAct]) -> ChosenDose | Absent:
    """The dose that was set last, unless the course was begun anew or cleared with another dose after that."""
    for act in reversed(acts):
        if act.act is ClinicianAct.SET_DOSE and act.minutes and act.walks:
            return ChosenDose(act.minutes, act.walks)
        if act.act is ClinicianAct.START_OVER or _cleared_with(act):
            break
    return Absent.NOT_ASKED


def _is_unread(session: Session, notes: Sequence[DayNote]) -> bool:
    """Whether words that stood beside what was told still wait for a person."""
    waiting = [note.inbound_id for note in notes if note.unread]
    if not waiting:
        return False
    read_by_nobody = select(InboundText.id).where(col(InboundText.id).in_(waiting), col(InboundText.read_at).is_(None))
    return session.exec(read_by_nobody).first() is not None


def _words_hold(case: Case, plan: PlanDay) -> bool:
    """Whether words of any day that wait for a reader keep what is told of this day from raising the plan.

    A possible danger always does. Other words keep nobody resting: the way back after a flare-up begins as low as it
    gets, and more rest than a day or two harms.
    """
    return case.caution_waits or (bool(plan.walks) and case.words_wait)


def profile_of(enrolment: Enrolment) -> CareProfile:
    """What the engine knows of a patient besides their days."""
    return CareProfile(
        diagnosis=enrolment.diagnosis,
        flags=frozenset(CareFlag(flag) for flag in enrolment.flags),
        baseline_minutes=enrolment.baseline_minutes or Absent.NOT_ASKED,
        pain_now=enrolment.baseline_pain_now,
        first_minutes=enrolment.first_minutes or Absent.NOT_ASKED,
        own_usual=Absent.NOT_ASKED if enrolment.own_usual is None else enrolment.own_usual,
        onset=enrolment.onset_date,
        orders=tuple(
            ExtraOrder(
                Extra(order["extra"]),
                date.fromisoformat(order["taught_at"]) if "taught_at" in order else Absent.NOT_ASKED,
                order.get("taught_by", ""),
            )
            for order in enrolment.extras
        ),
    )
