"""Refill plans: started, changed, told of, answered with yes; and when a branch reminds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.refills.commands.answer import answer_yes
from theriac.domains.refills.commands.change import (
    change_plan,
    pause_plan,
    resume_plan,
    stop_plan,
)
from theriac.domains.refills.commands.fills import note_fill
from theriac.domains.refills.commands.settings import NAMES, set_refill_rules
from theriac.domains.refills.commands.start import PlanWish, start_plan
from theriac.domains.refills.commands.tell import tell_patient
from theriac.domains.refills.commands.waitlist import wait_for_refill
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.permissions import (
    KEEP_REFILLS,
    PREPARE_REFILLS,
    SET_REFILLS,
    VIEW_REFILLS,
)
from theriac.domains.refills.problems import PlanUnknown
from theriac.domains.refills.queries.plans import (
    PLANS,
    PlanTold,
    basket_now,
    find_plan,
    list_plans,
    plans_due,
    plans_late,
    plans_told,
    refill_rules,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.refills import (
    RefillBasketTold,
    RefillFillNoted,
    RefillPlanChanged,
    RefillPlanEnded,
    RefillPlanPage,
    RefillPlanPaused,
    RefillPlansWanted,
    RefillPlanTold,
    RefillReminderTold,
    RefillRulesSet,
    RefillRulesTold,
    RefillTold,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["refills"])
_ONE = "/refills/{plan_id}"


def _edits(name: str, summary: str) -> dict[str, Any]:
    return writing(name, summary, answers=RefillPlanTold, may=[KEEP_REFILLS], edits=True)


@router.get(
    "/refills",
    **operation("listRefillPlans", "List refill plans", answers=RefillPlanPage, may=[VIEW_REFILLS]),
)
def plans(request: HttpRequest, wanted: Query[RefillPlansWanted]) -> HttpResponse:
    """A page of the branch's plans, the oldest first; `due` or `late` by the branch's days."""
    actor = actor_of(request)
    rows = _rows(actor, branch_of(actor, wanted.branch_id), wanted)
    page = page_of(PLANS, rows, wanted)
    return respond(request, RefillPlanPage(items=_answers(page.items), **edges(page)))


@router.post(
    "/refills",
    **writing(
        "startRefillPlan",
        "Start a refill plan",
        answers=RefillPlanTold,
        may=[KEEP_REFILLS],
        status=201,
        detail=(
            "For what is bought without a prescription, or has no repeats. A prescription's line "
            "with repeats has its plan by itself, once it is dispensed."
        ),
    ),
)
def start(request: HttpRequest, here: Query[Here], body: Body[PlanWish]) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: start_plan(actor=actor, branch_id=branch_id, wish=body),
        lambda plan_id: _answer(actor, branch_id, plan_id),
    )


@router.get(
    _ONE,
    **operation("getRefillPlan", "Read a refill plan", answers=RefillPlanTold, may=[VIEW_REFILLS]),
)
def read(request: HttpRequest, plan_id: Id, here: Query[Here]) -> HttpResponse:
    """One plan as it stands today; its ETag is the version that a change names."""
    actor = actor_of(request)
    return respond(request, _answer(actor, branch_of(actor, here.branch_id), plan_id))


@router.post(f"{_ONE}/change", **_edits("changeRefillPlan", "Change a refill plan"))
def change(
    request: HttpRequest, plan_id: Id, here: Query[Here], body: RefillPlanChanged
) -> HttpResponse:
    """How long a quantity lasts; a plan that waited for it goes on."""
    return _edit(request, plan_id, here, change_plan, **dict(body))


@router.post(f"{_ONE}/pause", **_edits("pauseRefillPlan", "Pause a refill plan"))
def pause(
    request: HttpRequest, plan_id: Id, here: Query[Here], body: RefillPlanPaused
) -> HttpResponse:
    """Nobody is reminded; what is held is released."""
    return _edit(request, plan_id, here, pause_plan, **dict(body))


@router.post(f"{_ONE}/resume", **_edits("resumeRefillPlan", "Resume a refill plan"))
def resume(request: HttpRequest, plan_id: Id, here: Query[Here]) -> HttpResponse:
    """Only once it is said how long a refill lasts."""
    return _edit(request, plan_id, here, resume_plan)


@router.post(f"{_ONE}/end", **_edits("endRefillPlan", "End a refill plan"))
def end(
    request: HttpRequest, plan_id: Id, here: Query[Here], body: RefillPlanEnded
) -> HttpResponse:
    """For the coded reason; what is held is released."""
    return _edit(request, plan_id, here, stop_plan, **dict(body))


@router.post(f"{_ONE}/fills", **_edits("noteRefill", "Note a refill"))
def fill(
    request: HttpRequest, plan_id: Id, here: Query[Here], body: RefillFillNoted
) -> HttpResponse:
    """For a plan without a prescription; another follows its dispenses."""
    return _edit(request, plan_id, here, note_fill, **dict(body))


@router.post(f"{_ONE}/tell", **_edits("tellOfRefill", "Note that the patient was told"))
def tell(request: HttpRequest, plan_id: Id, here: Query[Here], body: RefillTold) -> HttpResponse:
    """With their consent to refill reminders on the channel, and what they said but for a yes."""
    return _edit(request, plan_id, here, tell_patient, **dict(body))


@router.post(f"{_ONE}/wait", **_edits("waitForRefill", "Add a refill to the waitlist"))
def wait(request: HttpRequest, plan_id: Id, here: Query[Here]) -> HttpResponse:
    """Where a yes found too few goods."""
    return _edit(request, plan_id, here, wait_for_refill)


@router.post(
    f"{_ONE}/yes",
    **writing(
        "answerYesToRefill",
        "Prepare a refill: the patient says yes",
        answers=RefillBasketTold,
        may=[PREPARE_REFILLS],
        detail=(
            "Runs the safety checks, reserves the goods, and begins the review of a repeat. The "
            "same answer again gives the same basket. `short`: too few goods, nothing was begun."
        ),
    ),
)
def yes(request: HttpRequest, plan_id: Id, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: answer_yes(actor=actor, branch_id=branch_id, plan_id=PlanId(plan_id)),
        lambda: _basket(actor, branch_id, plan_id),
    )


@router.get(
    "/refill-rules",
    **operation(
        "getRefillRules",
        "Read when refills are due",
        answers=RefillRulesTold,
        may=[VIEW_REFILLS],
    ),
)
def read_rules(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    """How early the branch reminds, when a refill is late, how long goods are held."""
    actor = actor_of(request)
    return respond(request, _rules(actor, branch_of(actor, here.branch_id)))


@router.post(
    "/refill-rules",
    **writing(
        "setRefillRules", "Set when refills are due", answers=RefillRulesTold, may=[SET_REFILLS]
    ),
)
def write_rules(request: HttpRequest, here: Query[Here], body: RefillRulesSet) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: set_refill_rules(actor=actor, branch_id=branch_id, **dict(body)),
        lambda: _rules(actor, branch_id),
    )


def _rows(actor: Actor, branch_id: UUID, wanted: RefillPlansWanted) -> QuerySet[Any]:
    here: dict[str, Any] = {"actor": actor, "branch_id": branch_id}
    if wanted.late:
        return plans_late(**here, today=branch_date(branch_id))
    if wanted.due:
        return plans_due(**here, today=branch_date(branch_id))
    return list_plans(**here)


def _rules(actor: Actor, branch_id: UUID) -> RefillRulesTold:
    found = refill_rules(actor=actor, branch_id=branch_id)
    numbers = {name: getattr(found, name) for name in NAMES}
    return RefillRulesTold(branch_id=branch_id, **numbers)


def _edit(
    request: HttpRequest, plan_id: UUID, here: Here, act: Callable[..., object], **more: Any
) -> HttpResponse:
    return edited(
        request,
        here,
        act,
        lambda actor, branch_id: _answer(actor, branch_id, plan_id),
        plan_id=PlanId(plan_id),
        **more,
    )


def _basket(actor: Actor, branch_id: UUID, plan_id: UUID) -> RefillBasketTold:
    _answer(actor, branch_id, plan_id)
    found, reminder = basket_now(actor=actor, branch_id=branch_id, plan_id=plan_id)
    return told(RefillBasketTold, found, alerts=reminder.alerts, stops=reminder.stops)


def _answer(actor: Actor, branch_id: UUID, plan_id: UUID) -> RefillPlanTold:
    found = find_plan(actor=actor, branch_id=branch_id, plan_id=plan_id)
    if found is None:
        raise PlanUnknown(_("This refill plan doesn’t exist at this branch."))
    return _answers([found])[0]


def _answers(rows: Sequence[Any]) -> list[RefillPlanTold]:
    products = product_names({row.product_id for row in rows})
    standing = plans_told(rows)
    return [_one(standing[row.id], products.get(row.product_id, "")) for row in rows]


def _one(one: PlanTold, product: str) -> RefillPlanTold:
    return told(
        RefillPlanTold,
        one.plan,
        product=product,
        prescription_id=one.prescription_id,
        prescription_line_id=one.plan.line_id,
        days_late=one.late,
        covered_days=one.adherence.covered if one.adherence else None,
        measured_days=one.adherence.days if one.adherence else None,
        no_refill=one.block.code if one.block else None,
        reminder=told(RefillReminderTold, one.reminder) if one.reminder else None,
    )
