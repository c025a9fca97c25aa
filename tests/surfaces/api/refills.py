"""Valid requests about refills and chronic programmes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.patients import register
from tests.support.prescriptions import a_person
from tests.support.refills import a_member, a_plan, on_plan, remind
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.pieces import Asked
from theriac.domains.catalog.models import Product
from theriac.domains.refills.commands.answer import answer_yes
from theriac.domains.refills.commands.change import pause_plan
from theriac.domains.refills.ids import PlanId
from theriac.domains.refills.models import ChronicProgramme, ProgrammeMember, RefillPlan


def the_plan(shop: Shop, name: str) -> UUID:
    """The plan that an operation works on, due with its reminder; made at first need."""
    called = f"Refilled {name} 10 mg tablet"
    found = RefillPlan.objects.filter(product__name=called, branch_id=shop.branch_id).first()
    if found is not None:
        return UUID(str(found.id))
    medicine = add_medicine(shop, called)
    made = a_plan(shop, medicine)
    remind(shop)
    if name == "yes":
        stock_up(shop, medicine, 100)
    if name == "wait":
        answer_yes(actor=shop.owner, branch_id=shop.branch_id, plan_id=PlanId(made))
    if name == "resume":
        pause_plan(**on_plan(shop, made, why="patient"))
    return made


def the_member(shop: Shop, names: str) -> UUID:
    """Who is in a programme here; made at first need, one for each name."""
    rows = ProgrammeMember.objects.filter(branch_id=shop.branch_id).order_by("id")
    for row in rows:
        if row.programme.name == names:
            return UUID(str(row.id))
    made = a_member(shop, register(shop, names))
    ChronicProgramme.objects.filter(members__id=made).update(
        kind="own", name=names, open_key=f"own:{names}"
    )
    return made


def refill_reads(shop: Shop) -> dict[str, str]:
    member = the_member(shop, "Reads")
    programme = ProgrammeMember.objects.get(id=member).programme_id
    return {
        "listRefillPlans": "/refills?state=active&due=true",
        "getRefillPlan": f"/refills/{the_plan(shop, 'reads')}",
        "getRefillRules": "/refill-rules",
        "listProgrammes": "/programmes",
        "listProgrammeMembers": f"/programmes/{programme}/members?due=true",
        "getProgrammeMember": f"/programme-members/{member}",
    }


def refill_writes(shop: Shop) -> dict[str, Asked]:
    new = add_medicine(shop, f"To refill {Product.objects.count()} 10 mg tablet")
    programme = ProgrammeMember.objects.get(id=the_member(shop, "Reads")).programme_id
    leaving = f"/programme-members/{the_member(shop, 'Leaves')}"
    here = f"?branch_id={shop.branch_id}"
    rules = {"remind_days": 4, "late_days": 9, "hold_hours": 24}
    wish = {
        "patient_id": str(a_person(shop)),
        "product_id": str(new.id),
        "quantity": 30,
        "days": 30,
        "last_filled_on": shop.today.isoformat(),
    }
    joins = {"patient_id": str(register(shop, "Joins now"))}
    fill = {"filled_on": shop.today.isoformat(), "quantity": 30}
    return {
        "startRefillPlan": Asked("POST", "/refills", wish),
        "changeRefillPlan": _act(shop, "change", {"quantity": 30, "days": 28}),
        "pauseRefillPlan": _act(shop, "pause", {"why": "in_hospital"}),
        "resumeRefillPlan": _act(shop, "resume"),
        "endRefillPlan": _act(shop, "end", {"why": "stopped"}),
        "noteRefill": _act(shop, "fills", fill),
        "tellOfRefill": _act(shop, "tell", {"channel": "person", "answer": "told"}),
        "waitForRefill": _act(shop, "wait"),
        "answerYesToRefill": Asked("POST", f"/refills/{the_plan(shop, 'yes')}/yes"),
        "setRefillRules": Asked("POST", "/refill-rules", rules),
        "openProgramme": Asked("POST", "/programmes", {"kind": "hypertension"}),
        "joinProgramme": Asked("POST", f"/programmes/{programme}/members", joins),
        "leaveProgramme": Asked(
            "POST", f"{leaving}/leave", {"why": "recovered"}, edits=f"{leaving}{here}"
        ),
    }


def _act(shop: Shop, act: str, body: Any = None) -> Asked:
    plan = f"/refills/{the_plan(shop, act)}"
    return Asked("POST", f"{plan}/{act}", body, edits=f"{plan}?branch_id={shop.branch_id}")
