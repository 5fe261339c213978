"""How does a clinic choose its own words? Every named text, the words in force, and how they would read."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Path

from schemas.api.answers import PreviewOut, WordingOut
from schemas.api.requests import NewWords, TextToPreview, WordsToTry
from schemas.tables.clinics import Clinic
from schemas.tables.messages import WordingVersion
from schemas.vocabulary import Language
from services.conversation.writing import own_words
from services.intake.request.caller import AsAdmin, AsReader, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.problems import ProblemError
from services.intake.request.route import PROBLEMS, IfMatch, version_in_if_match
from services.journey.texting import clinic_wordings
from services.storage import records
from services.storage.case import Batch

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["wordings"], responses=PROBLEMS)
Name = Annotated[str, Path(max_length=40, description="The text's name, such as morning_walk")]


def _text(language: Language, name: Name) -> tuple[Language, str]:
    return language, name


NamedText = Annotated[tuple[Language, str], Depends(_text, scope="function")]


def _wording_out(name: str, language: Language, version: WordingVersion | None) -> WordingOut:
    standard = own_words.names(language)[name]
    return WordingOut(
        name=name,
        language=language,
        kinds=own_words.kinds_of(name),
        standard=standard,
        places=own_words.places(standard),
        words=version.words if version else None,
        version=version.version if version else 0,
        author=version.author if version else None,
        reason=version.reason if version else None,
        approved_by=version.approved_by if version else None,
    )


def _named(language: Language, name: str) -> None:
    if name not in own_words.names(language):
        raise ProblemError(404, "text-not-found", "No text has that name: GET /v1/wordings/{language} lists them.")


@router.get("/wordings/{language}")
def list_wordings(language: Language, session: Work, caller: AsReader) -> list[WordingOut]:
    """Every text in a language: Amble's own words, and the clinic's where it chose others."""
    in_force = {row.name: row for row in records.wordings_in_force(session, caller.clinic_id, language)}
    return [_wording_out(name, language, in_force.get(name)) for name in own_words.names(language)]


@router.get("/wordings/{language}/{name}/versions")
def list_wording_versions(language: Language, name: Name, session: Work, caller: AsReader) -> list[WordingOut]:
    """What a text said before, the newest first."""
    _named(language, name)
    versions = records.wording_versions(session, caller.clinic_id, language, name)
    return [_wording_out(name, language, version) for version in versions]


@router.put("/wordings/{language}/{name}")
def word_anew(
    text: NamedText, request: NewWords, session: Work, caller: AsAdmin, if_match: IfMatch = None
) -> WordingOut:
    """Word a text anew, or with `words` null go back to Amble's own. Texts that leave from now on say it.

    If-Match holds the version that you looked at, in quotes: `"0"` while the clinic never changed the text.
    """
    language, name = text
    _named(language, name)
    versions = records.wording_versions(session, caller.clinic_id, language, name)
    if version_in_if_match(if_match) != str(versions[0].version if versions else 0):
        detail = "Somebody worded this text meanwhile; look again. Nothing was written."
        raise ProblemError(412, "wording-has-changed", detail)
    clinic = session.get_one(Clinic, caller.clinic_id)
    wanted = clinic_wordings.Rewording(language, name, request)
    version = clinic_wordings.word_anew(session, clinic, wanted, f"user:{caller.user.id}", caller.now)
    return _wording_out(name, language, version)


@router.post("/wordings/{language}/{name}/preview")
def preview_wording(language: Language, name: Name, request: WordsToTry, session: Work, caller: AsReader) -> PreviewOut:
    """How a text would read in these words, with this clinic's name and the longest plan. Saves and sends nothing."""
    _named(language, name)
    shown = clinic_wordings.example(session.get_one(Clinic, caller.clinic_id), language, name, request.words)
    return PreviewOut(name=name, language=language, body=shown.body, hardness=shown.hardness, **asdict(shown.counted))


@router.post("/patients/{patient_id}/preview")
def preview(patient_id: PatientId, request: TextToPreview, session: Work, caller: AsReader) -> PreviewOut:
    """Any text as this patient would read it today, with words not yet saved if `words` are given. Sends nothing."""
    patient, enrolment = find_patient(session, caller, patient_id)
    shown = clinic_wordings.preview(Batch(session, caller.now).look_at(enrolment, patient), request.kind, request.words)
    return PreviewOut(
        name=shown.name, language=patient.language, body=shown.body, hardness=shown.hardness, **asdict(shown.counted)
    )
