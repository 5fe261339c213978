"""Does a hold keep a text away? A told danger keeps all; whoever begins held is asked, answered and told once."""

from schemas.tables.messages import OutboundText
from schemas.tables.plans import PlanDay
from schemas.text_kinds import TextKind, facts_of
from services.progression.facts import FLAGGED
from services.progression.first_day import HELD_STARTS
from services.storage import history
from services.storage.case import Case


def is_held_back(case: Case, text: OutboundText) -> bool:
    """Whether the patient's hold keeps a text away.

    A told danger keeps all. Where none was told, whoever waits for READY or SHOES may begin and is answered; only what
    comes day by day stays away until a person has cleared the hold.
    """
    newest = history.newest_plan(case)
    if newest is None or newest.state not in FLAGGED:
        return False
    return facts_of(text.kind).day_by_day or case.red_flag_is_open


def tells_of_a_hold(case: Case, text: OutboundText, plan: PlanDay | None) -> bool:
    """Whoever was told to walk today learns that the care team stopped it; whoever begins held learns it that morning.

    A first plan is held before any danger was told: its morning is the only one that says so.
    """
    if plan is None or plan.walks:
        return False
    begins_held = text.kind is TextKind.MORNING_PLAN and plan.rule in HELD_STARTS
    return bool(text.details.get("clinician")) or (begins_held and not case.red_flag_is_open)
