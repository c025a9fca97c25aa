"""Checking a basket for nobody known, or with what the one who asks tells."""

from __future__ import annotations

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.medicines.recognition import substance_key
from theriac.domains.clinical.basket import Basket, medicines_of, person_of
from theriac.domains.clinical.permissions import CHECK_SAFETY
from theriac.domains.clinical.queries.knowledge import knowledge_on
from theriac.domains.clinical.rules.check import check
from theriac.domains.clinical.rules.results import Result
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_time_zones


@query(permission=CHECK_SAFETY)
def check_basket(*, actor: Actor, branch_id: BranchId, basket: Basket) -> Result:
    """All checks of the medicines; four statements at most, however many lines there are."""
    today = clock.today(branch_time_zones()[0])
    return check(
        knowledge_on(today),
        medicines_of(basket.medicines),
        person_of(basket.person, None, today),
        substance_key,
    )
