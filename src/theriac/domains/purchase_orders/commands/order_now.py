"""Ordering by hand at one key: above the limit, somebody else approves exactly this order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import PersonDay, demand_approval, within_limit
from theriac.core.approval.problems import ApprovalUnfit
from theriac.core.approval.queries import action_of_approval, limit_of
from theriac.core.command import command, current_unit
from theriac.core.facts.records import altered
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.accounts.queries.roles import roles_held
from theriac.domains.budgets.approval import OVER_BUDGET
from theriac.domains.budgets.orders import (
    BudgetCharge,
    LineOverrun,
    overruns_under_lock,
    summed,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.purchase_orders.categories import values_by_category
from theriac.domains.purchase_orders.commands.place import (
    OrderSource,
    PlacedOrder,
    PricedOrder,
    charge_of,
    place_order,
    priced_order,
)
from theriac.domains.purchase_orders.letters import by_form
from theriac.domains.purchase_orders.permissions import APPROVE_ORDER, PLACE_ORDER
from theriac.domains.purchase_orders.rules.facts import OrderLineWritten, PurchaseOrderNew

ORDER_NOW = declare_action(
    ApprovalAction(
        code="purchase_orders.place",
        title=gettext_lazy("Purchase orders above a value"),
        explanation=gettext_lazy("The value of all orders that one person places in a day."),
        approver=APPROVE_ORDER,
        measure=Measure.MONEY,
    )
)


@command(
    name="purchase_orders.order_now",
    done=gettext_lazy("Placed a purchase order"),
    permission=PLACE_ORDER,
)
def order_now(
    *,
    actor: Actor,
    branch_id: BranchId,
    order: PurchaseOrderNew,
    source_kind: str = "hand",
    approval_id: UUID | None = None,
) -> Sequence[PlacedOrder]:
    """Order the goods, on as many forms as the country asks for: all or none.

    Freight goes with the first. Raises CapitalFloorReached, OrderRefused, NotFound, and above a
    limit of the person's day, of all or of a category of goods, or over a budget, ApprovalNeeded,
    ApprovalUnfit.
    """
    priced = priced_order(branch_id, order)
    parts = order_parts(branch_id, order)
    over = overruns_under_lock(branch_id, charges_of(branch_id, priced, parts))
    approved = _demanded(actor, branch_id, priced, over, approval_id)
    source = OrderSource(
        kind=source_kind,
        id=current_unit().effect_id,
        approval_id=approved,
        may_exceed=bool(over),
    )
    return [place_order(branch_id=branch_id, order=part, source=source) for part in parts]


def order_parts(branch_id: BranchId, order: PurchaseOrderNew) -> list[PurchaseOrderNew]:
    """The order on as many forms as the country asks for; freight goes with the first."""
    return [
        altered(order, lines=lines, freight=order.freight if at == 0 else 0)
        for at, (_one, lines) in enumerate(by_form(branch_id, order.lines))
    ]


def charges_of(
    branch_id: UUID, priced: PricedOrder, parts: Sequence[PurchaseOrderNew]
) -> list[BudgetCharge]:
    """What each of the parts asks of budgets, to the minor unit as it will be placed."""
    if len(parts) == 1:
        return [charge_of(priced)]
    return [charge_of(priced_order(branch_id, part)) for part in parts]


def _demanded(
    actor: Actor,
    branch_id: UUID,
    priced: PricedOrder,
    over: Sequence[LineOverrun],
    approval_id: UUID | None,
) -> UUID | None:
    """The approval that was used up for it; None where none is needed.

    It answers for each limit that is exceeded: who gave it holds the right of all of them.
    """
    given_for = None if approval_id is None else action_of_approval(approval_id)
    values = _values(branch_id, priced)
    exceeded = [OVER_BUDGET] if over else []
    exceeded += [
        action
        for action, value in values
        if action.code == given_for or not _is_within(action, actor, branch_id, value)
    ]
    if not exceeded and approval_id is None:
        return None
    asked = next((one for one in exceeded if one.code == given_for), None)
    approval = demand_approval(
        asked or next(iter(exceeded), ORDER_NOW),
        branch_id=branch_id,
        content=content_of_order(priced.order, priced.sums.total, over),
        requested_by=actor.id,
        approval_id=approval_id,
    )
    _require_rights(approval.approved_by, branch_id, exceeded)
    return approval.id


def _values(branch_id: UUID, priced: PricedOrder) -> list[tuple[ApprovalAction, int]]:
    """What is measured against each limit, a category's before that of the whole order."""
    ids = (line.product_id for line in priced.order.lines)
    lines = zip(ids, priced.sums.committed, strict=True)
    return [*values_by_category(branch_id, lines), (ORDER_NOW, priced.sums.total)]


def _is_within(action: ApprovalAction, actor: Actor, branch_id: UUID, value: int) -> bool:
    """Whether the person's day stays within the limit; then this counts in it."""
    limit = limit_of(action, branch_id, roles=lambda: roles_held(actor.id, branch_id))
    whose = PersonDay(actor.id, branch_date(branch_id))
    return limit is None or within_limit(action, branch_id, whose=whose, value=value, limit=limit)


def _require_rights(person_id: UUID, branch_id: UUID, exceeded: Collection[ApprovalAction]) -> None:
    """Raise ApprovalUnfit where who approved may not approve one of these."""
    person = actor_of_person(person_id, branch_id=branch_id)
    for action in exceeded:
        if person is None or not person.may(action.approver, branch_id):
            raise ApprovalUnfit(
                _(
                    "This order also needs approval of another kind: %(what)s. Ask a person who "
                    "may give both."
                )
                % {"what": action.title},
                permission=action.approver.code,
            )


def content_of_order(
    order: PurchaseOrderNew, total: int, over: Sequence[LineOverrun] = ()
) -> Mapping[str, Any]:
    """What is approved: whom, how much, every line, and by how much it goes over which budgets."""
    told = [[str(key), name, by] for key, name, by in summed(over)]
    return {
        **({"budgets": told} if told else {}),
        "supplier_id": str(order.supplier_id),
        "total": total,
        "freight": order.freight,
        "lines": [_told(line) for line in order.lines],
    }


def _told(line: OrderLineWritten) -> list[Any]:
    """Product, pack, paid and bonus packs, price, discounts and tax, in this order."""
    return [
        str(line.product_id),
        str(line.pack_id),
        line.packs,
        line.bonus_packs,
        line.price,
        line.discount_bp,
        line.discount,
        line.tax_bp,
    ]
