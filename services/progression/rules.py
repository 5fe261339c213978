"""THE RULE: one table, read from top to bottom; the first row that matches decides, and the last matches all.

Section numbers are those of the clinical policy; numbers such as 4-13 are its rule ids. Where the policy's state
table puts a pause above a hold, this table puts the hold first: a pause must never lead out of a hold.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from schemas.decisions import Reason
from schemas.vocabulary import ClinicianAct, Light, State, Task, Tier
from services.progression.conditions import (
    LONG_GAP,
    MIDDLE_GAP,
    SHORT_GAP,
    Changes,
    always,
    back_a_step,
    credit,
    forget_credits,
    forward_in_reentry,
    gap_leaves,
    is_light,
    is_silent,
    last_reentry_green,
    maintains,
    pausing,
    red_tasks,
    rest_begins,
    restart,
    rested_enough,
    resumes,
    silence_tasks,
    silent_for,
    steps_up,
    stuck_tasks,
    take_step,
    to_reentry,
    undone_tasks,
    was_in_flare,
    was_told,
    yellow_tasks,
)
from services.progression.facts import Day

RULES_VERSION = "1"

ANY = frozenset(State)
HELD = frozenset({State.EMERGENCY, State.HOLD_CLINICAL, State.HOLD_ESCALATED})
GOING = frozenset({State.ACTIVE, State.MAINTENANCE})
WALKING = frozenset({State.ACTIVE, State.MAINTENANCE, State.YELLOW, State.REENTRY})


class Plan(StrEnum):
    """What tomorrow asks for."""

    REST = "no walks"
    EARNED = "the earned dose"
    YELLOW = "each walk shortened, easy"
    REENTRY = "a share of the earned dose, easy"
    EASED = "80 % of the earned dose, easy"
    SAME = "as today, never more"


@dataclass(frozen=True, slots=True)
class Row:
    """One rule. then answers the changes to the course (fields of Course, and `to` where the next state depends)."""

    id: str
    states: frozenset[State]
    when: Callable[[Day], bool]
    to: State | None
    plan: Plan
    reason: Reason
    says: str
    tasks: tuple[Task, ...] = ()
    more_tasks: Callable[[Day], tuple[Task, ...]] | None = None
    then: Callable[[Day], Changes] | None = None
    sources: tuple[str, ...] = field(default=())


# fmt: off
R, S, T, P = Row, State, Task, Plan
RULES: tuple[Row, ...] = (
    R("emergency-flag", ANY, lambda d: d.report.flag is Tier.EMERGENCY, S.EMERGENCY, P.REST, Reason.EMERGENCY_STOP,
      "an emergency red flag was told", (T.PAGE_NOW,), sources=("3-4", "3-7", "section 11")),
    R("urgent-flag", ANY - {S.EMERGENCY}, lambda d: d.report.flag is Tier.URGENT, S.HOLD_CLINICAL, P.REST,
      Reason.URGENT_STOP, "an urgent red flag was told", (T.CALL_SAME_DAY,), sources=("2-12", "3-22",
      "section 11")),
    R("cleared-on-red", ANY, lambda d: d.cleared and d.light is Light.RED, S.RED_REST, P.REST, Reason.RED_REST,
      "a clinician opened the hold, but the day was red: rest first", then=lambda d: to_reentry(d) | rest_begins(d),
      sources=("0-15", "invariant 1")),
    R("clinician-clears", ANY, lambda d: d.cleared, S.REENTRY, P.REENTRY, Reason.REENTRY,
      "a clinician opened the hold", then=to_reentry, sources=("2-12", "section 13")),
    R("held", HELD, always, None, P.REST, Reason.HELD_FOR_CALL, "only a clinician opens a hold", sources=("2-12",
      "4-13", "invariant 13")),
    R("pause", ANY - {S.PAUSED}, lambda d: d.act is ClinicianAct.PAUSE, S.PAUSED, P.REST, Reason.PAUSED,
      "paused or opted out", (T.PAUSED,), then=pausing, sources=("0-28", "section 13")),
    R("resume-long-gap", frozenset({S.PAUSED}), lambda d: resumes(d) and d.gap_days >= LONG_GAP, S.HOLD_ESCALATED,
      P.REST, Reason.RESTART, "back after 28 days or more: the start dose, once screened again", (T.RESCREEN,),
      then=restart, sources=("section 5", "3-22")),
    R("resume-on-red", frozenset({S.PAUSED}), lambda d: resumes(d) and d.light is Light.RED, S.RED_REST, P.REST,
      Reason.RED_REST, "back, but the day was red: rest first", more_tasks=red_tasks, then=rest_begins,
      sources=("0-15", "invariant 1")),
    R("resume-middle-gap", frozenset({S.PAUSED}), lambda d: resumes(d) and d.gap_days >= MIDDLE_GAP, S.REENTRY,
      P.REENTRY, Reason.RETURN_AFTER_GAP,
      "back after 14 to 27 days: 60 % of the earned dose, from the first step",
      then=lambda d: gap_leaves(60)(d) | to_reentry(d), sources=("section 5",)),
    R("resume-short-gap", frozenset({S.PAUSED}), lambda d: resumes(d) and d.gap_days >= SHORT_GAP, S.REENTRY,
      P.REENTRY, Reason.RETURN_AFTER_GAP,
      "back after 7 to 13 days: 80 % of the earned dose, from the first step",
      then=lambda d: gap_leaves(80)(d) | to_reentry(d), sources=("section 5",)),
    R("resume-in-flare", frozenset({S.PAUSED}), lambda d: resumes(d) and was_in_flare(d), S.REENTRY, P.REENTRY,
      Reason.REENTRY, "back within a week, paused during a flare-up", then=to_reentry, sources=("section 5",)),
    R("resume", frozenset({S.PAUSED}), resumes, S.ACTIVE, P.EARNED, Reason.RETURN,
      "back within a week: where it was", then=forget_credits, sources=("section 5",)),
    R("paused", frozenset({S.PAUSED}), always, None, P.REST, Reason.PAUSED, "still paused", sources=(
      "section 13",)),
    R("red-again-too-long", frozenset({S.RED_REST}), lambda d: d.light is Light.RED and rested_enough(d),
      S.HOLD_ESCALATED, P.REST, Reason.HELD_FOR_CALL, "red, and the rest days are used up",
      (T.RED_REST_USED_UP,), red_tasks, sources=("4-13", "3-9", "0-27")),
    R("red", WALKING | {S.RED_REST}, is_light(Light.RED), S.RED_REST, P.REST, Reason.RED_REST, "red: rest tomorrow",
      (), red_tasks, rest_begins, ("0-15", "4-12", "3-9")),
    R("silent-rest-too-long", frozenset({S.RED_REST}), lambda d: is_silent(d) and rested_enough(d),
      S.HOLD_ESCALATED, P.REST, Reason.HELD_FOR_CALL, "no reply after red, and the rest days are used up",
      (T.RED_REST_USED_UP,), sources=("4-13", "section 13")),
    R("silent-rest", frozenset({S.RED_REST}), is_silent, S.RED_REST, P.REST, Reason.RED_REST,
      "no reply after red counts as a rest day", (T.SILENCE,), then=lambda d: {"rest_days": d.course.rest_days + 1},
      sources=("section 13",)),
    R("rest-is-over", frozenset({S.RED_REST}), was_told, S.REENTRY, P.REENTRY, Reason.REENTRY,
      "green or yellow after rest: back at the first step", then=to_reentry, sources=("3-8", "section 13")),
    R("silence-stops", WALKING, lambda d: silent_for(d.settings.silence_stop_day)(d), S.PAUSED, P.REST,
      Reason.SILENCE_STOP, "silent for two weeks: paused until heard and screened", (T.RESCREEN,), then=pausing,
      sources=("section 13",)),
    R("silence-eases", WALKING, lambda d: silent_for(d.settings.silence_ease_day)(d), None, P.EASED,
      Reason.SILENCE_EASE, "silent for a week: eased", more_tasks=silence_tasks, sources=("section 13",)),
    R("silence", WALKING, is_silent, None, P.SAME, Reason.SILENCE_HOLD, "no reply: the same, never more",
      more_tasks=silence_tasks, sources=("section 13", "invariant 6")),
    R("reply-after-gap-in-reentry", frozenset({S.REENTRY}), lambda d: d.course.silent_days >= SHORT_GAP, S.REENTRY,
      P.REENTRY, Reason.RETURN_AFTER_GAP,
      "heard again after a week or more: 80 % of the earned dose, first step",
      then=lambda d: gap_leaves(80)(d) | to_reentry(d), sources=("section 5",)),
    R("yellow-after-gap", WALKING, lambda d: d.light is Light.YELLOW and d.course.silent_days >= SHORT_GAP,
      S.YELLOW, P.YELLOW, Reason.YELLOW_EASE,
      "heard again after a week or more, yellow: 80 % of the earned dose, eased",
      then=gap_leaves(80), sources=("section 5", "0-16")),
    R("green-after-gap", WALKING, lambda d: d.course.silent_days >= SHORT_GAP, S.ACTIVE, P.EARNED,
      Reason.RETURN_AFTER_GAP, "heard again after a week or more: 80 % of the earned dose", then=gap_leaves(80),
      sources=("section 5",)),
    R("reentry-yellow", frozenset({S.REENTRY}), is_light(Light.YELLOW), S.REENTRY, P.REENTRY, Reason.REENTRY_BACK,
      "yellow on the way back: one step back", more_tasks=stuck_tasks, then=back_a_step, sources=(
      "section 13",)),
    R("reentry-ends", frozenset({S.REENTRY}), last_reentry_green, S.ACTIVE, P.EARNED, Reason.REENTRY_DONE,
      "the last qualifying green: the whole earned dose again", then=forget_credits, sources=("section 13",)),
    R("reentry-forward", frozenset({S.REENTRY}), lambda d: d.qualifies, S.REENTRY, P.REENTRY, Reason.REENTRY,
      "a qualifying green on the way back", then=forward_in_reentry, sources=("section 13",)),
    R("reentry-stays", frozenset({S.REENTRY}), always, S.REENTRY, P.REENTRY, Reason.UNDONE_HOLD,
      "green, but the walks were not done or not told: the same step", sources=("section 13",)),
    R("yellow-again", frozenset({S.YELLOW}), is_light(Light.YELLOW), S.YELLOW, P.YELLOW, Reason.YELLOW_EASE,
      "yellow again: eased once, never twice", more_tasks=yellow_tasks, sources=("0-16", "invariant 12")),
    R("yellow", GOING, is_light(Light.YELLOW), S.YELLOW, P.YELLOW, Reason.YELLOW_EASE, "yellow: shorter walks",
      then=forget_credits, sources=("0-16",)),
    R("trend-alert", GOING, lambda d: d.weekly_rise >= d.settings.trend_alert, S.YELLOW, P.YELLOW,
      Reason.YELLOW_EASE, "green, but the week is much worse than the one before", (T.TREND_RISING,),
      then=forget_credits, sources=("section 7", "0-3")),
    R("green-after-yellow", frozenset({S.YELLOW}), was_told, S.ACTIVE, P.EARNED, Reason.STEADY,
      "green after yellow: the whole earned dose, credits begin anew",
      then=forget_credits, sources=("0-17", "section 13")),
    R("walked-too-much", GOING, lambda d: d.over_walked, None, P.EARNED, Reason.STEADY,
      "green, but walked more than the plan: no credit", sources=("0-4", "2-7", "invariant 22")),
    R("maintenance", frozenset({S.MAINTENANCE}), always, S.MAINTENANCE, P.EARNED, Reason.MAINTENANCE,
      "the goal is kept", sources=("3-15",)),
    R("goal-kept", frozenset({S.ACTIVE}), maintains, S.MAINTENANCE, P.EARNED, Reason.MAINTENANCE,
      "two weeks at the goal", sources=("3-15", "3-20")),
    R("trend-hold", frozenset({S.ACTIVE}), lambda d: d.qualifies and d.weekly_rise >= d.settings.trend_hold,
      S.ACTIVE, P.EARNED, Reason.TREND_HOLD,
      "a qualifying green, but the week is worse than the one before: no step",
      then=credit, sources=("section 7", "0-3")),
    R("step-up", frozenset({S.ACTIVE}), steps_up, S.ACTIVE, P.EARNED, Reason.STEP_UP,
      "enough qualifying greens: one lever rises", then=take_step, sources=("2-6", "3-20", "section 13")),
    R("green", frozenset({S.ACTIVE}), lambda d: d.qualifies, S.ACTIVE, P.EARNED, Reason.STEADY,
      "a qualifying green: one credit", then=credit, sources=("0-17",)),
    R("green-undone", frozenset({S.ACTIVE}), always, S.ACTIVE, P.EARNED, Reason.UNDONE_HOLD,
      "green, but the walks were not done or not told: no credit", more_tasks=undone_tasks, sources=("section 13",)),
    R("anything-else", ANY, always, None, P.SAME, Reason.STEADY, "nothing above: the same, never more"),
)
# fmt: on
