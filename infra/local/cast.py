"""The demo's patients: what they text, and what must have come of it. Made-up people on test numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

NOON, EVENING = time(13, 0), time(19, 20)
Plans = list[dict[str, Any]]
Texts = list[dict[str, Any]]
Ending = Callable[[Plans, Texts, int], list[str]]


@dataclass(frozen=True)
class Part:
    """One patient of the demo. evenings are repeated if there are more days; "" is silence."""

    name: str
    phone: str
    zone: str
    language: str
    diagnosis: str
    story: str
    ready: str
    evenings: tuple[str, ...]
    ending: Ending
    noon: str = ""
    alert: tuple[str, int] | None = None
    falls_silent_after: int | None = None

    def day(self, number: int) -> list[tuple[time, str]]:
        """What this patient texts on a day of the course, counted from 0, and when by their own clock."""
        if self.falls_silent_after is not None and number > self.falls_silent_after:
            return []
        texts = [(NOON, self.noon)] if self.noon else []
        evening = self.evenings[min(number, len(self.evenings) - 1)]
        return texts + ([(EVENING, evening)] if evening else [])

    def closed(self, plans: Plans, texts: Texts, days: int) -> list[str]:
        """What is missing for the loop to have closed."""
        return loop_is_open(plans, texts, days) + self.ending(plans, texts, days)


def loop_is_open(plans: Plans, texts: Texts, days: int) -> list[str]:
    """What every patient must have after a number of days: a plan for each and the next, every text delivered, and only
    once.
    """
    planned = {plan["day"] for plan in plans}
    wrong = [] if len(planned) >= days + 1 else [f"plans for {len(planned)} days only"]
    undelivered = [t for t in texts if t["direction"] == "to_patient" and t["status"] != "delivered"]
    wrong += ["a text was not delivered"] if undelivered else []
    bodies = [(text["at"], text["body"]) for text in texts if text["direction"] == "to_patient"]
    return wrong + (["a text came twice"] if len(set(bodies)) != len(bodies) else [])


def _current(plans: Plans) -> Plans:
    """The plan in force of each day, oldest first."""
    newest: dict[str, dict[str, Any]] = {}
    for plan in plans:
        newest.setdefault(plan["day"], plan)
    return [newest[day] for day in sorted(newest)]


def _grows(plans: Plans, _: Texts, days: int) -> list[str]:
    first, last = _current(plans)[0], _current(plans)[-1]
    due = days >= 3  # three qualifying greens earn a step
    return [] if not due or last["minutes"] > first["minutes"] else ["three good days earned nothing"]


def _eases(plans: Plans, _: Texts, days: int) -> list[str]:
    walked = _current(plans)
    eased = days < 2 or walked[2]["minutes"] < walked[1]["minutes"]
    return [] if eased else ["yellow did not shorten the next day's walks"]


def _rests(plans: Plans, _: Texts, days: int) -> list[str]:
    walked = _current(plans)
    rested = days < 2 or walked[2]["minutes"] == 0
    back = days < 3 or 0 < walked[3]["minutes"] <= 0.7 * walked[1]["minutes"]
    return ([] if rested else ["red was not followed by rest"]) + ([] if back else ["the way back was not eased"])


def _holds(plans: Plans, _: Texts, __: int) -> list[str]:
    minutes = [plan["minutes"] for plan in _current(plans)]
    return [] if minutes == sorted(minutes, reverse=True) else ["silence raised a plan"]


def _stops_for_danger(plans: Plans, texts: Texts, days: int) -> list[str]:
    if days < 2:
        return []
    said = next(i for i, text in enumerate(texts) if "groin" in text["body"])
    after = [text["body"] for text in texts[said + 1 :]]
    wrong = [] if after and "911" in after[0] else ["the safety text did not come first"]
    wrong += [] if len(after) == 1 else ["something was texted after the red flag"]
    return wrong + ([] if plans[0]["state"] == "emergency" else ["the plan was not stopped"])


def _leaves(plans: Plans, texts: Texts, days: int) -> list[str]:
    if days < 2:
        return []
    said = next(i for i, text in enumerate(texts) if text["body"] == "STOP")
    after = [text for text in texts[said + 1 :] if text["direction"] == "to_patient"]
    silent = len(after) == 1 and "unsubscribed" in after[0]["body"]
    return [] if silent and plans[0]["state"] == "paused" else ["STOP was not the last word"]


CAST = (
    Part("Ana", "+12025550101", "America/New_York", "en", "disc_extension_relief", "green days, then more walks",
         "READY", ("2", "1", "2", "2"), _grows, noon="DONE"),
    Part("Ben", "+13125550102", "America/Chicago", "en", "ddd", "a yellow day, so shorter walks",
         "I'm ready", ("3 2", "5", "2, did both", "2"), _eases),
    Part("Carmen", "+34612345678", "Europe/Madrid", "es", "stenosis_flexion_relief", "a red day, rest, the way back",
         "LISTO", ("2", "8", "4", "3"), _rests, noon="hecho"),
    Part("Denis", "+33612345678", "Europe/Paris", "fr", "piriformis", "falls silent",
         "prêt", ("3", ""), _holds, falls_silent_after=0, alert=("silence", 4)),
    Part("Eva", "+13035550105", "America/Denver", "en", "si_joint", "a sentence that means danger",
         "ready!", ("4", "4 and I can't feel my groin"), _stops_for_danger, alert=("red_flag_emergency", 2),
         falls_silent_after=1),
    Part("Finn", "+16175550106", "America/New_York", "en", "spondylolisthesis", "wants no more texts",
         "Ready", ("3", "STOP"), _leaves, alert=("opted_out", 2), falls_silent_after=1),
)  # fmt: skip
