"""How does a clinic word a text anew, and how would any text read to any patient? Every version is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from schemas.api.requests import NewWords
from schemas.tables.clinics import Clinic
from schemas.tables.events import Fact
from schemas.tables.messages import OutboundText, TextState, WordingVersion
from schemas.text_kinds import TextKind
from schemas.vocabulary import Language
from services.conversation.writing import own_words, reading_ease, segments
from services.conversation.writing.texts import render, sentence_name
from services.journey.refusals import WordsRefused
from services.journey.texting import wording
from services.journey.texting.send import day_spoken_of
from services.progression import calendar
from services.storage import history, records
from services.storage.case import Case
from services.storage.database import save

_ANY_PAUSE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Preview:
    """How a text would read to a patient: its sentence's name, the body, its size, and how hard it is to read."""

    name: str
    body: str
    counted: segments.Segments
    hardness: float


@dataclass(frozen=True, slots=True)
class Rewording:
    """A named text in one language, and the words that are asked for."""

    language: Language
    name: str
    asked: NewWords


def word_anew(session: Session, clinic: Clinic, wanted: Rewording, by: str, now: datetime) -> WordingVersion:
    """A new version of a named text; no words goes back to Amble's own. Raises WordsRefused.

    Safety texts need the name of the clinician who approved the words.
    """
    language, name, asked = wanted.language, wanted.name, wanted.asked
    if asked.words is not None:
        faults = own_words.faults(name, language, asked.words)
        if name in own_words.SAFETY_NAMES and not asked.approved_by:
            faults.append("A safety text is sent in danger: approved_by must name the clinician who approved it.")
        if faults:
            raise WordsRefused(faults)
    # The clinic is held, so that two authors never make the same version.
    session.refresh(clinic, with_for_update=True)
    newest = next(iter(records.wording_versions(session, clinic.id, language, name)), None)
    if newest is not None and newest.words == asked.words:
        return newest
    version = WordingVersion(
        clinic_id=clinic.id,
        language=language,
        name=name,
        version=newest.version + 1 if newest else 1,
        words=asked.words,
        author=by,
        reason=asked.reason,
        approved_by=asked.approved_by,
        created_at=now,
    )
    event = Fact(
        at=now,
        name="words.changed",
        actor=by,
        clinic_id=clinic.id,
        subject=f"wording:{language.value}:{name}",
        detail={"version": version.version},
    )
    save(session, version, event=event)
    return version


def preview(case: Case, kind: TextKind, draft: str | None) -> Preview:
    """A text of this kind as this patient would read it today, with words not yet saved if given.

    Raises WordsRefused when the draft has places that cannot be filled in.
    """
    if kind is TextKind.CARE_MESSAGE:
        return _preview_of_message(case, draft or "")
    clinic, patient, now = case.clinic, case.patient, case.now
    today = calendar.plan_day(now, patient.zone)
    text = OutboundText(
        clinic_id=clinic.id,
        patient_id=patient.id,
        enrolment_id=case.enrolment.id,
        kind=kind,
        local_date=today,
        slot="preview",
        zone=patient.zone,
        due_at=now,
        send_before=now + timedelta(minutes=1),
        state=TextState.PLANNED,
        details={"until": (today + _ANY_PAUSE).isoformat()},
        created_at=now,
    )
    plan = history.plan_of(case, day_spoken_of(text)) or history.newest_plan(case)
    text.details["walks_asked"] = len(plan.walks) if plan else 0
    values = wording.values_of(case, text, plan)
    name = sentence_name(kind, values)
    words: Mapping[str, str] = case.own_words
    if draft is not None:
        faults = own_words.faults(name, patient.language, draft)
        if faults:
            raise WordsRefused(faults)
        words = {**words, name: draft}
    body = render(kind, patient.language, values, words)
    plainly = render(kind, patient.language, replace(values, clinic_name="the clinic"), words)
    return Preview(name, body, segments.count(body), reading_ease.hardness(plainly, patient.language))


def example(clinic: Clinic, language: Language, name: str, words: str) -> Preview:
    """The longest text of a name, in these words and with this clinic's name and numbers. Raises WordsRefused."""
    faults = own_words.faults(name, language, words)
    if faults:
        raise WordsRefused(faults)
    body = own_words.longest(
        name, language, words, own_words.OfClinic(clinic.name, clinic.phone, clinic.emergency_number)
    )
    return Preview(name, body, segments.count(body), reading_ease.hardness(body, language))


def _preview_of_message(case: Case, words: str) -> Preview:
    body = wording.body_of(case, words)
    return Preview("care_message", body, segments.count(body), reading_ease.hardness(words, case.patient.language))
