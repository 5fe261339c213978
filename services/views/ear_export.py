"""A clinic's answered texts for training the second ear, if it has agreed, without names and numbers.

Everything that could name somebody is removed before a line is written: numbers of four or more digits, addresses, the
names of patients, staff and clinic, capitalised words within a sentence, words where people say their names, and every
other word that the reader does not know and fewer than three patients have written.
"""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from schemas.tables.to_read import ReadAnswer
from schemas.vocabulary import Language
from services.conversation.reading import words as known_words
from services.conversation.reading.tokens import plain
from services.storage.queries.to_read import answered_since, consent_in_force, names_of_clinic

LEFT_OUT, NUMBER = "_", "#"
MOST_KNOWN_BY = 3
_TAUGHT = frozenset(
    {ReadAnswer.NOTHING, ReadAnswer.SCORE, ReadAnswer.DANGER, ReadAnswer.CRISIS, ReadAnswer.CALL, ReadAnswer.TEXT}
)
_ADDRESS = re.compile(r"\S*@\S+|\b(?:https?:|www\.)\S+|\b[\w-]+\.(?:com|org|net|io|co|es|fr|uk|mx)\b\S*", re.IGNORECASE)
# Digits of any script, with the signs that people write between them; scores and walks are shorter.
_LONG_NUMBER = re.compile(r"[+(]?\d(?:[\s().+/-]*\d){3,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INTRODUCED = re.compile(
    r"\b(?:this is|my name is|name's|i am|i'm|soy|me llamo|mi nombre es|habla|je suis|je m'appelle|c'est|ici|"
    r"mr|mrs|ms|dr|doctor|doctora|sr|sra|senor|senora|señor|señora|mme|mlle|m)\.?\s+$",
    re.IGNORECASE,
)
_SENTENCE_ENDS = '.!?…¡¿\n"“«('


class EarIsNotAgreed(Exception):
    """The clinic has not agreed to the export."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One text to learn from, without name, id or time."""

    language: Language
    text: str
    answer: ReadAnswer
    pain: int | None


def texts(session: Session, clinic_id: uuid.UUID) -> list[Taught]:
    """The texts that a clinic has agreed to give, in random order. Raises EarIsNotAgreed."""
    agreed = consent_in_force(session, clinic_id)
    if agreed is None or not agreed.agreed:
        raise EarIsNotAgreed("This clinic has not agreed that its answered texts train the ear: nothing is written.")
    rows = [kept for kept in answered_since(session, agreed).values() if kept[2].answer in _TAUGHT]
    names = {plain(word) for name in names_of_clinic(session, clinic_id) for word in _WORD.findall(name)}
    writers: dict[str, set[uuid.UUID]] = defaultdict(set)
    for told, patient, _ in rows:
        for word in _WORD.findall(told.body):
            writers[plain(word)].add(patient.id)
    common = {word for word, people in writers.items() if len(people) >= MOST_KNOWN_BY}
    taught = {
        Taught(patient.language, without_names(told.body, names, common), row.answer, row.pain)
        for told, patient, row in rows
    }
    return sorted(taught, key=lambda one: (one.language, one.text, one.answer, one.pain or 0))


def without_names(body: str, names: Iterable[str], common: Iterable[str]) -> str:
    """A text with "_" in place of every word, and "#" in place of every number, that could identify somebody."""
    named, often = frozenset(names), frozenset(common)
    body = _LONG_NUMBER.sub(NUMBER, _ADDRESS.sub(LEFT_OUT, body))

    def kept(found: re.Match[str]) -> str:
        word = found.group()
        if plain(word) in named or _is_said_to_be_a_name(body, found):
            return LEFT_OUT
        return word if _is_known(word) or plain(word) in often else LEFT_OUT

    return _WORD.sub(kept, body)


def _is_said_to_be_a_name(body: str, found: re.Match[str]) -> bool:
    word, before = found.group(), body[: found.start()]
    if word[0].isupper() and not word.isupper() and before.rstrip(" ") and before.rstrip(" ")[-1] not in _SENTENCE_ENDS:
        # "I" and similar words have a capital anywhere in a sentence.
        return not _is_known(word) or len(word) > MOST_KNOWN_BY
    return bool(_INTRODUCED.search(before)) and not _is_known(word)


def _is_known(word: str) -> bool:
    parts = re.split(r"['’-]", plain(word))
    return all(not part or part in known_words.SPELLER.known for part in parts)
