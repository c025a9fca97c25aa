"""What suppliers charge: the country's rate on goods that a branch buys."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from theriac.countries.registry import profile_for
from theriac.countries.taxes import WHOLE, TaxContext
from theriac.domains.organisation.queries.branches import get_branch


def usual_tax(branch_id: UUID, tax_class: str, on: date) -> int:
    """Hundredths of a percent that a registered supplier charges on goods of the class."""
    branch = get_branch(branch_id)
    if branch is None:
        return 0
    profile = profile_for(branch.pharmacy.country)
    context = TaxContext(
        on=on, inclusive=False, supplier_state=branch.tax_state, place_of_supply=branch.tax_state
    )
    return sum(charge.rate_bp for charge in profile.line_tax(WHOLE, tax_class, context).taxes)
