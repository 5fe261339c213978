"""THE RULE: one table, read from top to bottom; the first row that matches decides, and the last matches all.

Section numbers are those of the clinical policy; numbers such as 4-13 are its rule ids. Where the policy's state
table puts a pause above a hold, this table puts the hold first: a pause must never lead out of a hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from schemas.decisions import Reason
from schemas.vocabulary import State, Task, Tier
from services.progression import check_in, clinician, own_usual, reentry, unread
from services.progression import conditions as c
from services.progression.facts import FLAGGED, HELD, STOPPED, Day

RULES_VERSION = "5"

ANY = frozenset(State)
GOING = frozenset({State.ACTIVE, State.MAINTENANCE})
WALKING = frozenset({State.ACTIVE, State.MAINTENANCE, State.YELLOW, State.REENTRY})


class Plan(StrEnum):
    """What tomorrow asks for. After a yellow day, whatever the row, never more than the yellow plan.

    Of a day at the signed usual: never more than all that is earned, easy and on the flat.
    """

    REST = "no walks"
    EARNED = "the earned dose"
    YELLOW = "each walk shortened, easy, never more than today"
    REENTRY = "a share of the earned dose, easy, or what the way out has come to"
    EASED = "the silence share of the earned dose, easy"
    SAME = "as today, never more"


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: in which states, when, what follows, and why.

    at_usual rows are for days that are yellow and not above a signed usual, and for no others (18-5). to is None where
    the state stays. then answers what changes in the course; more_tasks are those asked by count.
    sources are rule ids, sections and invariants of the clinical policy.
    """

    id: str
    states: frozenset[State]
    when: c.Condition
    to: State | None
    plan: Plan
    reason: Reason
    says: str
    sources: tuple[str, ...]
    then: c.Change | None = None
    tasks: tuple[Task, ...] = ()
    more_tasks: c.Asking | None = None
    at_usual: bool = False


def _tells_emergency(day: Day) -> bool:
    return day.report.flag is Tier.EMERGENCY


def _tells_urgent(day: Day) -> bool:
    return day.report.flag is Tier.URGENT


def _tells_any_flag(day: Day) -> bool:
    return isinstance(day.report.flag, Tier)


# fmt: off
# One letter for each column that repeats, so that a rule can be read across.
R, S, T, P, W = Row, State, Task, Plan, Reason
RESTING, PAUSED, YELLOW = frozenset({S.RED_REST}), frozenset({S.PAUSED}), frozenset({S.YELLOW})
REENTRY, ACTIVE = frozenset({S.REENTRY}), frozenset({S.ACTIVE})
MAINTENANCE = frozenset({S.MAINTENANCE})
RULES: tuple[Row, ...] = (
    R("emergency-flag", ANY - {S.EMERGENCY}, _tells_emergency, S.EMERGENCY, P.REST, W.EMERGENCY_STOP,
      "an emergency red flag was told", ("3-4", "3-7", "section 11"), tasks=(T.PAGE_NOW,)),
    R("urgent-flag", ANY - FLAGGED, _tells_urgent, S.HOLD_CLINICAL, P.REST, W.URGENT_STOP,
      "an urgent red flag was told", ("2-12", "3-22", "section 11"), tasks=(T.CALL_SAME_DAY,)),
    R("flag-before-clear", FLAGGED, _tells_any_flag, None, P.REST, W.HELD_FOR_CALL,
      "a red flag told on the same day outweighs a clinician's clear", ("3-22", "invariant 15")),
    R("clinician-holds-on", HELD, clinician.is_held_by_clinician, None, P.REST, W.HELD_FOR_CALL,
      "a clinician holds the course, whatever was cleared before on that day", ("2-12", "invariant 13")),
    R("clinician-holds", ANY - HELD, clinician.is_held_by_clinician, S.HOLD_CLINICAL, P.REST, W.HELD_FOR_CALL,
      "a clinician holds the course until they clear it", ("2-12", "section 13"), c.forget_credits, (T.HELD_BY_STAFF,)),
    R("cleared-and-paused", HELD, clinician.cleared_and_paused, S.PAUSED, P.REST, W.PAUSED,
      "a clinician opened the hold, and the course is paused", ("section 13",), c.remember_first_reentry, (T.PAUSED,)),
    R("cleared-but-red", HELD, clinician.cleared_but_red, S.RED_REST, P.REST, W.RED_REST,
      "a clinician opened the hold, but the day was red", ("0-15", "invariant 1"), c.cut_by_gap),
    R("clinician-sets-dose", HELD, clinician.cleared_with_dose, S.ACTIVE, P.EARNED, W.RETURN,
      "a clinician opened the hold and chose the dose", ("2-12", "section 13"), c.therapists_dose),
    R("clinician-clears", HELD, clinician.cleared, S.REENTRY, P.REENTRY, W.REENTRY,
      "a clinician opened the hold: the first step back", ("2-12", "section 13"), c.first_reentry_after_gap),
    R("held", HELD, c.always, None, P.REST, W.HELD_FOR_CALL,
      "only a clinician opens a hold", ("2-12", "4-13", "invariant 13"), None, (), c.calm_tasks),

    R("pause", ANY - STOPPED, clinician.pauses, S.PAUSED, P.REST, W.PAUSED,
      "paused or opted out", ("0-28", "section 13"), c.remember_state, (T.PAUSED,)),
    R("resume-long-gap", PAUSED, c.resumes_after_long_gap, S.HOLD_ESCALATED, P.REST, W.RESTART,
      "back after 28 days or more: the start dose, once screened again", ("3-22", "section 5"), c.cut_by_gap,
      (T.RESCREEN,)),
    R("resume-red", PAUSED, c.resumes_red, S.RED_REST, P.REST, W.RED_REST,
      "back, but the day was red", ("0-15", "invariant 1"), c.cut_by_gap),
    R("resume-to-rest", PAUSED, c.resumes_to_rest, S.RED_REST, P.REST, W.RED_REST,
      "back without a word on pain, after a pause that began red", ("0-15", "section 5"), c.cut_by_gap),
    R("resume-in-flare", PAUSED, c.resumes_in_flare, S.REENTRY, P.REENTRY, W.REENTRY,
      "back from a pause that began in a flare-up: the first step", ("section 5",), c.first_reentry_after_gap),
    R("resume-yellow", PAUSED, c.resumes_yellow, S.YELLOW, P.YELLOW, W.YELLOW_EASE,
      "back, and yellow", ("0-16", "section 5"), c.cut_by_gap),
    R("resume-after-gap", PAUSED, c.resumes_after_gap, S.ACTIVE, P.EARNED, W.RETURN_AFTER_GAP,
      "back after 7 to 13 days or 14 to 27: a share of the earned dose is kept", ("section 5",), c.cut_by_gap),
    R("resume", PAUSED, c.resumes, S.ACTIVE, P.EARNED, W.RETURN,
      "back within a week: where it was", ("section 5",), c.forget_credits),
    R("paused", PAUSED, c.always, None, P.REST, W.PAUSED, "still paused", ("section 13",), c.remember_state),

    R("starts-over-red", WALKING, clinician.starts_over_but_red, S.RED_REST, P.REST, W.RED_REST,
      "a clinician begins the course anew, but the day was red: rest first", ("0-15", "invariant 1"),
      clinician.to_the_start, (), c.red_tasks),
    R("starts-over", WALKING, clinician.starts_over, S.ACTIVE, P.EARNED, W.START,
      "a clinician begins the course anew: the start dose, never more than was earned", ("section 5", "section 13"),
      clinician.to_the_start),
    R("red-too-long", RESTING, c.red_and_rest_used_up, S.HOLD_ESCALATED, P.REST, W.HELD_FOR_CALL,
      "red, and the rest days are used up", ("4-13", "3-9", "0-27"), None, (T.RED_REST_USED_UP,), c.red_tasks),
    R("red", WALKING | RESTING, c.is_red, S.RED_REST, P.REST, W.RED_REST,
      "red: rest tomorrow", ("0-15", "4-12", "3-9"), c.cut_by_gap, (), c.red_tasks),
    R("unread-rest-too-long", RESTING, unread.unread_and_rest_used_up, S.HOLD_ESCALATED, P.REST, W.HELD_FOR_CALL,
      "words after red that nobody has read, and the rest days are used up", ("4-13", "section 18"), None,
      (T.RED_REST_USED_UP,)),
    R("unread-rest", RESTING, unread.is_unread, S.RED_REST, P.REST, W.UNREAD_HOLD,
      "words after red that nobody has read yet: one more of the rest days", ("section 18",)),
    R("silent-rest-too-long", RESTING, c.silent_and_rest_used_up, S.HOLD_ESCALATED, P.REST, W.HELD_FOR_CALL,
      "no reply after red, and the rest days are used up", ("4-13", "section 13"), None, (T.RED_REST_USED_UP,)),
    R("silent-rest", RESTING, c.is_silent, S.RED_REST, P.REST, W.RED_REST,
      "no reply after red counts as a rest day", ("section 13",), None, (T.SILENCE,)),
    R("rest-is-over", RESTING, c.was_told, S.REENTRY, P.REENTRY, W.REENTRY,
      "green or yellow after rest: the first step back", ("3-8", "section 13"), reentry.to_first),

    R("unread", WALKING, unread.unread_and_calm, None, P.SAME, W.UNREAD_HOLD,
      "words that nobody has read yet beside green or no score: the same, never more", ("section 18",),
      unread.cut_by_silent_gap),
    R("maintenance-not-asked", MAINTENANCE, c.not_asked_in_maintenance, S.MAINTENANCE, P.SAME, W.MAINTENANCE,
      "at the goal, on a day without a check-in", ("3-15", "section 13")),
    R("not-asked", ACTIVE, check_in.was_left_out, S.ACTIVE, P.SAME, W.NOT_ASKED,
      "no check-in day, and nothing told: neither silent nor green", ("section 18",)),
    R("silence-stops", WALKING, c.silent_long_enough_to_stop, S.PAUSED, P.REST, W.SILENCE_STOP,
      "silent for two weeks: paused, and to be screened again", ("section 13",), c.remember_state, (T.RESCREEN,)),
    R("silence-eases", WALKING, c.silent_long_enough_to_ease, None, P.EASED, W.SILENCE_EASE,
      "silent for a week: eased", ("section 13",), None, (), c.silence_tasks),
    R("silence", WALKING, c.is_silent, None, P.SAME, W.SILENCE_HOLD,
      "no score: the same, never more", ("section 13", "invariant 6"), None, (), c.silence_tasks),

    R("reentry-after-gap", REENTRY, c.after_silent_gap, S.REENTRY, P.REENTRY, W.RETURN_AFTER_GAP,
      "heard again after a week or more: a share is kept, from the first step", ("section 5",),
      c.first_reentry_after_gap),
    R("yellow-after-gap", GOING | YELLOW, c.yellow_after_silent_gap, S.YELLOW, P.YELLOW, W.YELLOW_EASE,
      "heard again after a week or more, yellow: a share is kept, and eased", ("0-16", "section 5"), c.cut_by_gap),
    R("green-after-gap", GOING | YELLOW, c.after_silent_gap, S.ACTIVE, P.EARNED, W.RETURN_AFTER_GAP,
      "heard again after a week or more: a share of the earned dose is kept", ("section 5",), c.cut_by_gap),

    R("reentry-usual-ends", REENTRY, own_usual.leads_all_the_way_back, S.ACTIVE, P.EARNED, W.REENTRY_DONE,
      "at the signed usual after the last step: the whole earned dose again", ("section 18",), c.forget_credits,
      at_usual=True),
    R("reentry-usual", REENTRY, own_usual.leads_back, S.REENTRY, P.REENTRY, W.REENTRY,
      "some days told without red, this one at the signed usual: one step forward", ("section 18",), reentry.forward,
      at_usual=True),
    R("reentry-at-usual", REENTRY, c.always, S.REENTRY, P.REENTRY, W.REENTRY,
      "at the signed usual on the way back: the same step", ("section 18",), reentry.stay, at_usual=True),
    R("reentry-yellow", REENTRY, c.is_yellow, S.REENTRY, P.REENTRY, W.REENTRY_BACK,
      "yellow on the way back: one step back, but not out of the way out", ("section 13", "section 18"),
      reentry.back_a_step, (), reentry.stuck_tasks),
    R("reentry-ends", REENTRY, reentry.last_green, S.ACTIVE, P.EARNED, W.REENTRY_DONE,
      "the last qualifying green: the whole earned dose again", ("section 13",), c.forget_credits),
    R("reentry-forward", REENTRY, c.qualifies, S.REENTRY, P.REENTRY, W.REENTRY,
      "a qualifying green on the way back", ("section 13", "invariant 14"), reentry.forward),
    R("reentry-too-much", REENTRY, c.over_walked, S.REENTRY, P.REENTRY, W.OVER_WALKED,
      "green, but walked more than the plan: the same step", ("0-4", "section 13"), reentry.stay),
    R("reentry-untold", REENTRY, c.walks_are_untold, S.REENTRY, P.REENTRY, W.UNTOLD,
      "green, but the walks were not told: the same step", ("section 13",), reentry.stay),
    R("reentry-undone", REENTRY, c.is_done_in_part, S.REENTRY, P.REENTRY, W.PART_DONE,
      "green, but too few of the walks were done: the same step", ("section 13",), reentry.stay),
    R("reentry-stays", REENTRY, c.always, S.REENTRY, P.REENTRY, W.REENTRY,
      "green, on a day that a move may have cut short: the same step", ("section 13",), reentry.stay),

    R("usual-step", ACTIVE, own_usual.steps, S.ACTIVE, P.EARNED, W.USUAL_STEP,
      "enough days at the signed usual or below: a part of a step", ("section 18",), own_usual.take_step,
      at_usual=True),
    R("usual", GOING | YELLOW, own_usual.earns, S.ACTIVE, P.EARNED, W.USUAL_STEADY,
      "at the signed usual, the walks done: a credit of the lane", ("section 18",), c.forget_credits, at_usual=True),
    R("usual-too-much", GOING | YELLOW, c.over_walked, None, P.SAME, W.OVER_WALKED,
      "at the signed usual, but walked more than the plan: no credit", ("0-4", "section 18"), c.forget_credits,
      at_usual=True),
    R("usual-untold", GOING | YELLOW, c.walks_are_untold, None, P.SAME, W.UNTOLD,
      "at the signed usual, but the walks were not told: no credit", ("section 18",), c.forget_credits, at_usual=True),
    R("usual-undone", GOING | YELLOW, c.always, None, P.SAME, W.PART_DONE,
      "at the signed usual, but too few of the walks were done: no credit", ("section 18",), c.forget_credits,
      at_usual=True),
    R("yellow-again", YELLOW, c.is_yellow, S.YELLOW, P.YELLOW, W.YELLOW_EASE,
      "yellow again: eased once, never twice", ("0-16", "0-27", "invariant 12"), c.forget_credits, (), c.yellow_tasks),
    R("yellow", GOING, c.is_yellow, S.YELLOW, P.YELLOW, W.YELLOW_EASE,
      "yellow: shorter walks", ("0-16", "2-11"), c.forget_credits),
    R("trend-alert", GOING | YELLOW, c.alarming_trend, S.YELLOW, P.YELLOW, W.TREND_EASE,
      "green, but the week is much worse than the one before", ("0-3", "section 7"), c.forget_credits,
      (T.TREND_RISING,)),
    R("green-after-yellow", YELLOW, c.is_green, S.ACTIVE, P.EARNED, W.STEADY,
      "green after yellow: the whole earned dose, credits begin anew", ("0-17", "section 13"), c.forget_credits),

    R("rested-as-planned", ACTIVE, c.rested_as_planned, S.ACTIVE, P.SAME, W.STEADY,
      "green on a day of planned rest: nothing to earn, nothing lost", ("3-9", "section 14")),
    R("walked-too-much", GOING, c.over_walked, None, P.SAME, W.OVER_WALKED,
      "green, but walked more than the plan: no credit", ("0-4", "2-7", "invariant 22")),
    R("maintenance", MAINTENANCE, c.is_green, S.MAINTENANCE, P.EARNED, W.MAINTENANCE,
      "the goal is kept", ("3-15",)),
    R("goal-kept", ACTIVE, c.has_kept_the_goal, S.MAINTENANCE, P.EARNED, W.MAINTENANCE,
      "long enough at the goal", ("3-15", "3-20")),
    R("trend-hold", ACTIVE, c.holding_trend, S.ACTIVE, P.EARNED, W.TREND_HOLD,
      "a qualifying green, but the week is worse than the one before: no step", ("0-3", "section 7"), c.credit),
    R("step-up", ACTIVE, c.steps_up, S.ACTIVE, P.EARNED, W.STEP_UP,
      "enough qualifying greens: one lever rises", ("2-6", "3-20", "section 13"), c.take_step),
    R("usual-step-green", ACTIVE, own_usual.steps_on_green, S.ACTIVE, P.EARNED, W.USUAL_STEP,
      "green, and enough days at the signed usual or below: a part of a step", ("section 18",), own_usual.take_step),
    R("green", ACTIVE, c.qualifies, S.ACTIVE, P.EARNED, W.STEADY,
      "a qualifying green: one credit", ("0-17", "section 13"), c.credit),
    R("green-untold", ACTIVE, c.walks_are_untold, None, P.SAME, W.UNTOLD,
      "green, but the walks were not told: no credit", ("section 13", "section 18"), None, (), c.undone_tasks),
    R("green-undone", ACTIVE, c.is_done_in_part, None, P.SAME, W.PART_DONE,
      "green, but too few of the walks were done: no credit", ("3-10", "section 13"), None, (), c.undone_tasks),
    R("green-cut-short", ANY, c.always, None, P.SAME, W.STEADY,
      "green, on a day that a move may have cut short: no credit", ("invariant 23",)),
)
# fmt: on
# What only a red flag or an act of a person can fulfil; on most days there is neither, and nobody need ask.
BY_A_WORD = frozenset(
    {
        _tells_emergency,
        _tells_urgent,
        _tells_any_flag,
        clinician.is_held_by_clinician,
        clinician.pauses,
        clinician.cleared_and_paused,
        clinician.cleared_but_red,
        clinician.cleared_with_dose,
        clinician.cleared,
        clinician.starts_over_but_red,
        clinician.starts_over,
    }
)  # fmt: skip
Ways = dict[State, tuple[tuple[c.Condition, Row], ...]]


def _ways(rows: Iterable[Row]) -> Ways:
    """The rows that may match in each state, in their order."""
    chosen = tuple(rows)
    return {state: tuple((row.when, row) for row in chosen if state in row.states) for state in State}


AT_USUAL, BY_STATE = _ways(RULES), _ways(row for row in RULES if not row.at_usual)
_QUIET = _ways(row for row in RULES if not row.at_usual and row.when not in BY_A_WORD)


def ways(day: Day) -> tuple[tuple[c.Condition, Row], ...]:
    """The rows to try on a day, in the order of the table."""
    if day.at_usual:
        return AT_USUAL[day.course.state]
    quiet = not day.report.acts and type(day.report.flag) is not Tier
    return (_QUIET if quiet else BY_STATE)[day.course.state]


def matching(day: Day) -> Row:
    """The first row that matches; the last row of every state matches all."""
    for when, row in ways(day):
        if when(day):
            return row
    raise AssertionError("The table's last row matches all.")
