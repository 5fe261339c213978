"""What do the therapists of the cohort do with what they are asked? One item a patient and kind, settled in time.

Their answers are written down here, so that nobody mistakes them for the rule's own work. A task that a version of
the rule does not know is simply never met.
"""

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Any

from schemas.alert_kinds import AlertKind, EndsWith, Severity, facts_of
from schemas.vocabulary import Task
from services.journey.alerting.alerts import alert_of_task
from tests.cohort.answering import Manner

SETTLED_AFTER = {Severity.NOW: 1, Severity.HOUR: 1, Severity.SAME_DAY: 1, Severity.ROUTINE: 3}
CLEARED_ON, RESUMED_ON, SIGNED_AFTER = 2, 2, 3
# Who is called about walks that are not told or not done: half of them tell, or do, all of it from then on.
_CALLED_ABOUT_WALKS = frozenset({"low_completion", "no_step"})
_HEEDS = 0.5
_OWN_USUAL = "own_usual"
_WALKS_SHORT = (Manner.UNTOLD, Manner.PART)
_HELD = frozenset({"hold_clinical", "hold_escalated", "emergency"})
_WEEK, _FORTNIGHT = 7, 14
# These tell something and ask nobody to do anything.
_NEVER: float | None = None
TELLS_ONLY = frozenset({AlertKind.REVIEW_SOON, AlertKind.PAUSED})


@dataclass(slots=True)
class Asked:
    """What one patient's days asked of people: new items, those of the same day among them, and repeats of open ones."""

    new: int = 0
    same_day: int = 0
    repeats: int = 0
    on_days: set[int] = field(default_factory=set)


class CareTeam:
    """Whoever cares for one patient. It knows what is told and asked, never how the body is."""

    def __init__(self, number: int, manner: Manner) -> None:
        self.asked = Asked()
        self.manner = manner
        self.signed: int | None = None
        self._chance = Random(number)
        self._open: dict[AlertKind, int] = {}
        self._scores: deque[float] = deque(maxlen=_FORTNIGHT)
        self._lights: deque[str] = deque(maxlen=_WEEK)
        self._in_state = ("", 0)
        self._signs_on: int | None = None
        self._accepts: dict[str, tuple[int, Any]] = {}
        self._last_red, self._worst_told, self._is_known = -_WEEK, _NEVER, False

    def accepted(self, what: str, day: int) -> Any:
        """The weekdays ("days") or the dose ("dose") that somebody accepts on a day, or None."""
        due, offer = self._accepts.get(what, (day + 1, None))
        if due > day:
            return None
        del self._accepts[what]
        return offer

    def acts(self, day: int) -> list[str]:
        """What they do to the course on a day, before its report."""
        state, days = self._in_state
        self._settle(day)
        if state in _HELD and days >= CLEARED_ON:
            return ["clear"]
        return ["resume"] if state == "paused" and days >= RESUMED_ON else []

    def hear(self, day: int, decided: dict[str, Any], pain: float | None, *, words: bool) -> None:
        """A day is decided; pain is what was told of it; words: a person must read some of it."""
        state, days = self._in_state
        self._in_state = (decided["state"], days + 1 if decided["state"] == state else 1)
        self._lights.append(decided["light"])
        if pain is not None:
            self._scores.append(pain)
        self._end_what_is_over(decided)
        if _OWN_USUAL in decided["tasks"]:
            self.on_own_usual(day)
        self._is_offered(day, decided["tasks"], decided.get("numbers", {}))
        kinds = [alert_of_task(Task(task)) for task in decided["tasks"]]
        kinds += [AlertKind.RED_DAY] if decided["light"] == "red" else []
        kinds += [AlertKind.UNCLEAR_REPLY] if words else []
        for kind in self._of_one_flare_up(kinds, day, pain, red=decided["light"] == "red"):
            self._raise(kind, day)

    def _is_offered(self, day: int, tasks: list[str], numbers: dict[str, Any]) -> None:
        """Weekdays to ask on, or another dose: what the rule offers is taken three days later."""
        if "check_in_days" in tasks:
            self._accepts["days"] = (day + SIGNED_AFTER, tuple(numbers["answers_on"].split(", ")))
        if "offered_minutes" in numbers:
            dose = {"minutes": numbers["offered_minutes"], "walks": numbers["offered_walks"]}
            self._accepts["dose"] = (day + SIGNED_AFTER, dose)

    def on_own_usual(self, day: int) -> None:
        """A version of the rule asks for a signature."""
        if self._signs_on is None:
            self._signs_on = day + SIGNED_AFTER

    def _of_one_flare_up(
        self, kinds: list[AlertKind], day: int, pain: float | None, *, red: bool
    ) -> Iterator[AlertKind]:
        """As the journey does: of what a flare-up raises the gravest, on the alert that is open; what hurts no more
        than what was settled in the same flare-up, nothing.
        """
        if red and day - self._last_red >= _WEEK:
            self._worst_told, self._is_known = None, False
        gravest = max((kind for kind in kinds if _grave(kind)), key=_grave, default=None)
        worst = self._worst_told
        if red:
            self._last_red = day
            self._worst_told = max(pain or 0.0, worst or 0.0)
        for kind in kinds:
            if not _grave(kind):
                yield kind
        if gravest is None:
            return
        open_kind = next((kind for kind in self._open if _grave(kind)), None)
        no_worse = red and self._is_known and pain is not None and worst is not None and pain <= worst
        if open_kind is None:
            if not no_worse or facts_of(gravest).needs_clearing:
                yield gravest
        elif _grave(gravest) <= _grave(open_kind):
            yield open_kind
        else:
            del self._open[open_kind]
            urgent = facts_of(gravest).severity is not Severity.ROUTINE
            self._open[gravest] = day + SETTLED_AFTER[facts_of(gravest).severity]
            self.asked.same_day += urgent and facts_of(open_kind).severity is Severity.ROUTINE
            yield gravest

    def _raise(self, kind: AlertKind, day: int) -> None:
        if kind in TELLS_ONLY:
            return
        self.asked.on_days.add(day)
        if kind in self._open:
            self.asked.repeats += 1
            return
        severity = facts_of(kind).severity
        self._open[kind] = day + SETTLED_AFTER[severity]
        self.asked.new += 1
        self.asked.same_day += severity is not Severity.ROUTINE

    def _settle(self, day: int) -> None:
        for kind in [kind for kind, due in self._open.items() if due <= day]:
            del self._open[kind]
            self._is_known |= _grave(kind) > 0
            heeds = kind.value in _CALLED_ABOUT_WALKS and self._chance.random() < _HEEDS
            if heeds and self.manner in _WALKS_SHORT:
                self.manner = Manner.TOLD
        if self._signs_on is not None and self._signs_on <= day:
            self._signs_on = None
            # The rule proposes the median of a fortnight, rounded down; a clinician signs it.
            self.signed = math.floor(median(self._scores))

    def _end_what_is_over(self, decided: dict[str, Any]) -> None:
        """As the journey does: an answer ends a silence, a green day or week what was about pain, and so on."""
        over = set()
        if decided["light"] in ("green", "yellow", "red"):
            over.add(EndsWith.ANSWER)
        if decided["state"] not in _HELD:
            over.add(EndsWith.HOLD)
        if decided["light"] == "green" and decided["state"] in ("active", "maintenance"):
            over |= {EndsWith.GREEN_DAY} | (set() if "red" in self._lights else {EndsWith.GREEN_WEEK})
        for kind in [kind for kind in self._open if facts_of(kind).ends_with in over]:
            del self._open[kind]


def _grave(kind: AlertKind) -> int:
    return facts_of(kind).flare_up
