"""Which of the texts that the carrier lists is the one whose answer was lost? By callback, by words, else by count.

The carrier may show another body than ours: words of its own before it, letters changed, or nothing of it. So a text of
ours that nobody knows is one of those in doubt; and two calls within a minute are never both the same text.
"""

import unicodedata
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.carrier.port import SentRecord

CLOCKS_DIFFER = timedelta(minutes=1)
# Longer than any call can last.
LONGEST_CALL = timedelta(minutes=2)
CallbackReports = Mapping[str, tuple[uuid.UUID | None, int | None]]


@dataclass(frozen=True, slots=True)
class CallInDoubt:
    """One call of which nobody knows the answer. line is the sender it left from, "" for one that clinics share.

    leaving: its worker may still hear the answer. twice: this text is better sent twice than never.
    """

    text_id: uuid.UUID
    attempt: int
    started_at: datetime
    line: str
    body: str
    leaving: bool
    twice: bool

    def may_have_made(self, record: SentRecord) -> bool:
        """Whether the record is of this call's sender and time."""
        begun, over = self.started_at - CLOCKS_DIFFER, self.started_at + LONGEST_CALL
        return record.line == self.line and begun <= record.created_at <= over


@dataclass(frozen=True, slots=True)
class RecordMatch:
    """The record of a call, or None. sure: no call that is still leaving could have made it."""

    record: SentRecord | None
    sure: bool = True


def find_record(
    of: CallInDoubt, calls: Sequence[CallInDoubt], records: Sequence[SentRecord], reports: CallbackReports
) -> RecordMatch:
    """The record of one of these calls to one number, among records whose sid no row has.

    told is what callbacks have said of sids: which text each is, and which attempt of it.
    """
    matches = _by_callback(calls, records, reports)
    spare = sorted((record for record in records if record.sid not in reports), key=lambda record: record.created_at)
    # What may be sent again takes what the others leave: a net is better sent twice than counted as sent.
    in_order = sorted(calls, key=lambda call: (call.twice, call.started_at))
    for same in (_same_words, _ends_with_ours, _whatever_it_says):
        before = dict(matches)
        _match(matches, in_order, spare, same)
        if of.text_id in matches and of.text_id not in before and same is _whatever_it_says:
            return RecordMatch(matches[of.text_id], not _may_be_anothers(matches, matches[of.text_id], calls))
    return RecordMatch(matches.get(of.text_id))


def _by_callback(
    calls: Sequence[CallInDoubt], records: Sequence[SentRecord], reports: CallbackReports
) -> dict[uuid.UUID, SentRecord]:
    wanted = {(call.text_id, call.attempt) for call in calls}
    named = {reports[record.sid]: record for record in records if record.sid in reports}
    return {text_id: named[text_id, attempt] for text_id, attempt in wanted & named.keys() if text_id is not None}


def _match(
    matches: dict[uuid.UUID, SentRecord],
    calls: Sequence[CallInDoubt],
    spare: Sequence[SentRecord],
    same: Callable[[str, str], bool],
) -> None:
    """Each call that has none yet gets the first record that nobody has and that may be its own."""
    for call in calls:
        if call.text_id in matches:
            continue
        taken = {record.sid for record in matches.values()}
        fitting = (record for record in spare if record.sid not in taken and call.may_have_made(record))
        own = next((record for record in fitting if same(record.body, call.body)), None)
        if own is not None:
            matches[call.text_id] = own


def _may_be_anothers(matches: Mapping[uuid.UUID, SentRecord], record: SentRecord, calls: Sequence[CallInDoubt]) -> bool:
    return any(call.leaving and call.text_id not in matches and call.may_have_made(record) for call in calls)


def same_text(listed: str, ours: str) -> bool:
    """Whether a body that the carrier lists may be this text of ours; one that it keeps nothing of may be any."""
    return not _letters(listed) or _same_words(listed, ours) or _ends_with_ours(listed, ours)


def _same_words(listed: str, ours: str) -> bool:
    return bool(_letters(ours)) and _letters(listed) == _letters(ours)


def _ends_with_ours(listed: str, ours: str) -> bool:
    return bool(_letters(ours)) and _letters(listed).endswith(_letters(ours))


def _whatever_it_says(listed: str, ours: str) -> bool:
    del listed, ours
    return True


def _letters(body: str) -> str:
    """What is left of a body whatever the carrier does to its signs: letters without accents, and digits."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", body).casefold() if sign.isalnum())
