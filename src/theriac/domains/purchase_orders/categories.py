"""Which goods a person may not buy alone: by amount, role and category.

A branch sets for each category, for everybody or a role, up to which amount nobody is asked; until
it does nobody is. The same limits hold for orders by hand and for who approves a proposal.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.countries.gates import MarkStyle, UnknownLegalClass
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.purchase_orders.permissions import APPROVE_MEDICINES

CONTROLLED = declare_action(
    ApprovalAction(
        code="purchase_orders.controlled",
        title=gettext_lazy("Purchase of narcotics and psychotropics above a value"),
        explanation=gettext_lazy(
            "The value of these products that one person orders in a day, or approves in one "
            "proposal. 0 asks each time."
        ),
        approver=APPROVE_MEDICINES,
        measure=Measure.MONEY,
    )
)
PRESCRIPTION = declare_action(
    ApprovalAction(
        code="purchase_orders.prescription",
        title=gettext_lazy("Purchase of prescription medicines above a value"),
        explanation=gettext_lazy(
            "The value of prescription medicines that one person orders in a day, or approves in "
            "one proposal. Narcotics and psychotropics have a limit of their own."
        ),
        approver=APPROVE_MEDICINES,
        measure=Measure.MONEY,
    )
)


def values_by_category(
    branch_id: UUID, values: Iterable[tuple[UUID, int]]
) -> list[tuple[ApprovalAction, int]]:
    """What of these products' values is of each category, the strictest first; others are none."""
    controlled = prescription = 0
    told = list(values)
    products = sale_facts(dict.fromkeys(key for key, _ in told))
    branch = get_branch(branch_id)
    profile = profile_for(branch.pharmacy.country if branch else "generic")
    for product_id, value in told:
        try:
            law = profile.legal_class(products[product_id].legal_class)
        except (KeyError, UnknownLegalClass):
            continue
        if law.style is MarkStyle.CONTROLLED:
            controlled += value
        elif law.needs_prescription:
            prescription += value
    found = [(CONTROLLED, controlled), (PRESCRIPTION, prescription)]
    return [(action, value) for action, value in found if value]
