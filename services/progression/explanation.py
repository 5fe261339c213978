"""Why is a plan what it is? The rule, what it looked at, the numbers compared; a sentence for each reader."""

from schemas.decisions import Decision, Number, Reason, Standstill
from schemas.tasks import Task
from schemas.value import value
from schemas.vocabulary import Absent, DayReport, Walked
from services.progression.first_day import START_RULES
from services.progression.rules import RULES

_SAYS = (
    {row.id: row.says for row in RULES}
    | {rule: said for rule, (said, _, _) in START_RULES.items()}
    | {
        "held-today": "a clinician held the course today",
        "flag-today": "a red flag was told today",
        "therapist-orders": "a therapist ordered this one day",
        "eased-today": "today's pain, flare or early stop eased what is left of today",
    }
)
# Each names the light or the event that it follows from, in words of the sixth grade at most (invariants 27 and 31).
PATIENT_SENTENCES = {
    Reason.START: "We start small.",
    Reason.STEADY: "Your day was green, so we keep the same.",
    Reason.STEP_UP: "You had enough green days, so you do a little more.",
    Reason.YELLOW_EASE: "Your pain was in the yellow, so the walks are shorter.",
    Reason.RED_REST: "Your pain was in the red, so you rest.",
    Reason.REENTRY: "After the rest you come back step by step.",
    Reason.REENTRY_BACK: "Your pain was in the yellow, so you take one step back.",
    Reason.REENTRY_DONE: "You are back at your full plan.",
    Reason.SILENCE_HOLD: "We did not hear from you, so nothing grows.",
    Reason.SILENCE_EASE: "We have not heard from you for a week, so you do a little less.",
    Reason.SILENCE_STOP: "We have not heard from you for two weeks, so we pause.",
    Reason.HELD_FOR_CALL: "You rest until your care team has called you.",
    Reason.EMERGENCY_STOP: "What you told us can be serious, so all walks are off.",
    Reason.URGENT_STOP: "What you told us needs a call today, so all walks are off.",
    Reason.PAUSED: "Your walks are paused.",
    Reason.RETURN: "Welcome back: you go on where you were.",
    Reason.RETURN_AFTER_GAP: "After the days away you start with a bit less.",
    Reason.RESTART: "After so long away your care team calls you first.",
    Reason.TREND_HOLD: "This week hurt more than the last, so nothing grows yet.",
    Reason.UNDONE_HOLD: "Not all the walks were told as done, so we keep the same.",
    Reason.MAINTENANCE: "You reached your goal, so you keep it up.",
    Reason.EASED_TODAY: "It hurts more today, so you do less today.",
    Reason.PLANNED_REST: "This is your planned day of rest.",
    Reason.UNREAD_HOLD: "A person reads your words first, so nothing grows until then.",
    Reason.ORDERED: "Your care team chose the plan of this day.",
    Reason.NOT_ASKED: "We did not ask about your day, so we keep the same.",
    Reason.DOSE_SET: "Your care team gave you a new plan.",
    Reason.TREND_EASE: "This week hurt more than the last, so the walks are shorter.",
    Reason.UNTOLD: "We do not know about the walks, so we keep the same.",
    Reason.PART_DONE: "Not all the walks were done, so we keep the same.",
    Reason.OVER_WALKED: "You walked more than the plan, so we keep the same.",
    Reason.USUAL_STEADY: "Your pain was at your usual, so we keep your plan.",
    Reason.USUAL_STEP: "You had enough days at your usual, so you do a little more.",
}

# What held a course below its goal for weeks, for the care team (18-9).
STANDSTILL_SENTENCES = {
    Standstill.HELD: "It is on hold.",
    Standstill.SILENCE: "Most days have no answer.",
    Standstill.FROZEN: "The settings freeze the dose.",
    Standstill.WAY_BACK: "It is on the way back from a flare-up.",
    Standstill.YELLOW: "Most days are yellow.",
    Standstill.UNTOLD: "Pain is told, walks are not.",
    Standstill.PART_DONE: "The walks are done in part.",
    Standstill.OVER_WALKING: "More is walked than planned.",
    Standstill.TREND: "The weeks keep hurting more.",
}
_DAYS_WORTH_A_LOOK = (
    "Mostly on {days}: look whether to ask on these alone (check_in_days in the settings). People also skip bad days."
)


@value
class Explanation:
    """Why, in full: the rule's id and words, what was told, the numbers compared, one sentence for each reader."""

    rule: str
    says: str
    told: tuple[tuple[str, Number], ...]
    compared: tuple[tuple[str, Number], ...]
    therapist: str
    patient: str


def why(decision: Decision, report: DayReport | None = None) -> Explanation:
    """The explanation of a decision, from it and the report that it was taken on; a first day has none."""
    return Explanation(
        rule=decision.rule,
        says=_SAYS[decision.rule],
        told=_told(report) if report else (),
        compared=decision.numbers,
        therapist=_for_the_therapist(decision),
        patient=PATIENT_SENTENCES[decision.reason],
    )


def says_beside(task: Task, decision: Decision) -> str:
    """What an alert says beside the words of its kind: why a course stands still, which days; else nothing."""
    numbers = dict(decision.numbers)
    if task is Task.NO_STEP:
        return STANDSTILL_SENTENCES[Standstill(str(numbers["no_step"]))]
    return _DAYS_WORTH_A_LOOK.format(days=numbers["answers_on"]) if task is Task.CHECK_IN_DAYS else ""


def _told(report: DayReport) -> tuple[tuple[str, Number], ...]:
    """What is known of the day, without what nobody asked for."""
    facts: tuple[tuple[str, Number | Absent], ...] = (
        ("pain", report.pain_worst),
        ("morning", report.pain_morning),
        ("done", report.completed.fraction if isinstance(report.completed, Walked) else report.completed),
        ("stopped_early", report.stopped_early),
        ("flare", report.flare),
        ("flag", report.flag.value),
        ("unread", report.unread),
        ("extra_minutes", report.extra_minutes),
        ("clinician", ", ".join(act.value for act in report.acts)),
    )
    return tuple((name, str(fact)) if isinstance(fact, Absent) else (name, fact) for name, fact in facts
                 if fact not in (Absent.NOT_ASKED, False, 0, "") or name == "pain")  # fmt: skip


def _share(number: Number) -> str:
    return f"{number:.0%}" if isinstance(number, float) else str(number).replace("_", " ")


def _for_the_therapist(decision: Decision) -> str:
    numbers = dict(decision.numbers)
    plan = decision.prescription
    asked = f"{len(plan.walks)} walks, {plan.minutes} minutes" if plan.walks else "no walks"
    if decision.reason is Reason.PLANNED_REST:
        asked += " (a planned rest day)"
    found = f"Rule {decision.rule}: {_SAYS[decision.rule]}"
    if "pain" not in numbers:
        return f"{found}; {asked}."
    compared = (
        f"pain {numbers['pain']} (green to {numbers['green_max']}, red from {numbers['red_min']}), "
        f"done {_share(numbers['done'])} (needs {_share(numbers['completion_min'])}), credits {numbers['credits']} of "
        f"{numbers['credits_to_step']}, earned {numbers['earned_before']} -> {numbers['earned']} min"
    )
    if "chosen_minutes" in numbers:
        compared += f", set by a clinician to {numbers['chosen_minutes']} min in {numbers['chosen_walks']} walks"
    if "answers_on" in numbers:
        compared += f", answers mostly on {numbers['answers_on']}"
    return f"{found}; {compared}; so {asked} on {decision.day.isoformat()}."
