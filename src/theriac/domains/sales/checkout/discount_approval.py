"""A discount above the branch's limit: what is approved of it, and the approval that it needs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import demand_approval
from theriac.core.approval.queries import limit_of
from theriac.domains.accounts.queries.roles import roles_held
from theriac.domains.pricing.rules.discounts import is_over_limit
from theriac.domains.sales.permissions import APPROVE_DISCOUNT

DISCOUNT = declare_action(
    ApprovalAction(
        code="sales.discount",
        title=_("Discount above the limit"),
        explanation=_(
            "Percentage of the line price, before tax. Discounts up to the limit need no approval."
        ),
        approver=APPROVE_DISCOUNT,
        measure=Measure.SHARE,
        default_limit=1_000,
    )
)


@dataclass(frozen=True, slots=True)
class DiscountedLine:
    """What of a whole line decides about its discount; amounts in minor units.

    Both without what a promotion gave: that is nobody's own discount.

    However many prices it was split by, it is one line to whoever approves.
    """

    product_id: UUID
    quantity: int
    gross: int
    discount: int

    @classmethod
    def less(
        cls, goods: tuple[UUID, int], gross: int, discount: int, promotion: int
    ) -> DiscountedLine:
        """Product and units with its amounts, without what a promotion gave."""
        return cls(*goods, gross - promotion, discount - promotion)

    def joined_by(self, part: DiscountedLine) -> DiscountedLine:
        """With another part of the same line."""
        return DiscountedLine(
            self.product_id,
            self.quantity + part.quantity,
            self.gross + part.gross,
            self.discount + part.discount,
        )


def whole_lines(parts: Iterable[tuple[Hashable, DiscountedLine]]) -> list[DiscountedLine]:
    """The lines that these parts make up, by the key of each, in the order of their first parts."""
    found: dict[Hashable, DiscountedLine] = {}
    for key, part in parts:
        known = found.get(key)
        found[key] = part if known is None else known.joined_by(part)
    return list(found.values())


def over_limit(lines: Iterable[DiscountedLine], limit_bp: int | None) -> list[DiscountedLine]:
    """The lines whose discount needs an approval, in their order."""
    return [line for line in lines if is_over_limit(line.gross, line.discount, limit_bp)]


def content_of_discount(
    lines: Iterable[DiscountedLine], sale_id: UUID | None = None
) -> dict[str, Any]:
    """Exactly what is approved: the lines above the limit; at a counter of one basket alone."""
    content: dict[str, Any] = {
        "lines": [
            {
                "product_id": str(line.product_id),
                "quantity": line.quantity,
                "gross": line.gross,
                "discount": line.discount,
            }
            for line in lines
        ]
    }
    return content if sale_id is None else {"sale_id": str(sale_id), **content}


def limit_for(seller_id: UUID, branch_id: UUID, at: datetime | None = None) -> int | None:
    """Up to where this person or program asks nobody; the roles are those held now."""
    return limit_of(DISCOUNT, branch_id, at, roles=lambda: roles_held(seller_id, branch_id))


def demand_for_discounts(
    lines: Iterable[DiscountedLine], branch_id: UUID, requested_by: UUID, approval_id: UUID | None
) -> Mapping[str, Any]:
    """Use the approval up that these discounts need; facts for the sale's record, {} for none.

    Reads nothing where there is no discount. Raises ApprovalNeeded, ApprovalUnfit.
    """
    discounted = [line for line in lines if line.discount]
    if not discounted:
        return {}
    above = over_limit(discounted, limit_for(requested_by, branch_id))
    if not above:
        return {}
    approval = demand_approval(
        DISCOUNT,
        branch_id=branch_id,
        content=content_of_discount(above),
        requested_by=requested_by,
        approval_id=approval_id,
    )
    return {"approval_id": approval.id, "approved_by": approval.approved_by}
