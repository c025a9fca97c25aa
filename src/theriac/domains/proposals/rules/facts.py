"""What people and programs say of a proposal, as the commands take it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict

from theriac.core.facts.records import record
from theriac.core.facts.types import Amount, Flag, Id

MOST_LIMIT = 10**15
MOST_PACKS = 100_000
SETTLED_PACKS = Annotated[
    int | None,
    Strict(),
    Field(ge=0, le=MOST_PACKS, description="Paid packs; 0 strikes the product, null frees it."),
]


@record
class ProposalTerms:
    """What to propose under: amounts are minor units, days calendar days.

    Stock is to last until the delivery of the order after `cover_days`, and `most_days` at most.
    Without `supplier_ids` all suppliers count; `last_prices` lets what was paid last count as an
    offer.
    """

    limit: Amount
    cover_days: Annotated[int, Strict(), Field(ge=1, le=120)] = 7
    most_days: Annotated[int, Strict(), Field(ge=1, le=730)] = 90
    most_suppliers: Annotated[int | None, Strict(), Field(ge=1, le=100)] = None
    supplier_ids: Annotated[tuple[Id, ...], Field(max_length=200)] = ()
    last_prices: Flag = True


@record
class ProposalChange:
    """What a person changes: the limit, or what is bought of a product.

    `packs` of `option_id`, or of what the plan buys; 0 strikes the product, null leaves it to the
    plan again.
    """

    limit: Amount | None = None
    product_id: Id | None = None
    option_id: Id | None = None
    packs: SETTLED_PACKS = None
