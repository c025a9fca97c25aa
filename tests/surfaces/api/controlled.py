"""Valid requests about registers of controlled medicines, and their counts."""

from __future__ import annotations

from uuid import UUID

from tests.support.controlled import add_controlled
from tests.support.shop import Shop, add_staff, stock_up
from tests.surfaces.api.pieces import Asked
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.domains.controlled.commands.count import count_controlled
from theriac.domains.controlled.commands.limits import LimitWish, set_dispensing_limit
from theriac.domains.controlled.commands.settle import content_of
from theriac.domains.controlled.models import CountCase, DispensingLimit


def the_case(shop: Shop, name: str = "Codeine 10 mg tablet") -> UUID:
    """A difference of the shop, made at first need."""
    found = CountCase.objects.filter(branch_id=shop.branch_id, state="open")
    if not found.exists():
        medicine = add_controlled(shop, name)
        stock_up(shop, medicine, 20)
        count_controlled(
            actor=shop.owner, branch_id=shop.branch_id, product_id=medicine.id, counted=19
        )
    return found.get().id


def the_limit(shop: Shop) -> UUID:
    """A limit that holds, set at first need."""
    found = DispensingLimit.objects.filter(ended_at=None, substance="Codeine")
    if not found.exists():
        wish = LimitWish(substance="Codeine", units=30, days=7)
        set_dispensing_limit(actor=shop.owner, wish=wish)
    return found.get().id


def register_reads(shop: Shop) -> dict[str, str]:
    case_id = the_case(shop)
    return {
        "listRegisters": "/registers",
        "listRegisterLines": "/register-lines?kind=opening",
        "listCountCases": "/controlled-cases?state=open",
        "getCountCase": f"/controlled-cases/{case_id}",
        "listDispensingLimits": "/dispensing-limits",
        "getDispensingLimit": f"/dispensing-limits/{the_limit(shop)}",
    }


def register_writes(shop: Shop) -> dict[str, Asked]:
    case = CountCase.objects.get(id=the_case(shop))
    why = "A tablet was broken, memo 7"
    signed = give_approval(
        actor=add_staff("pharmacist", None, "countersigner"),
        branch_id=shop.branch_id,
        asked=ApprovalAsked(
            action="controlled.settle",
            content=content_of(case, why),
            requested_by=shop.owner.id,
            reason="seen",
        ),
        means=Approval.Means.PIN,
    )
    address = f"/controlled-cases/{case.id}"
    standing = f"/dispensing-limits/{the_limit(shop)}"
    limit = {"substance": "Morphine", "units": 30, "days": 7}
    counted = {"product_id": str(case.product_id), "counted": 18}
    settled = {"explanation": why, "approval_id": str(signed.id)}
    return {
        "settleCountCase": Asked("POST", f"{address}/settle", settled, edits=address),
        "setDispensingLimit": Asked("POST", "/dispensing-limits", limit),
        "endDispensingLimit": Asked(
            "POST", f"{standing}/end", {"reason": "Another one"}, edits=standing
        ),
        "countControlled": Asked("POST", "/controlled-counts", counted),
    }
