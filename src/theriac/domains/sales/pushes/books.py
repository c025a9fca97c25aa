"""What the books know of a pushed sale, and one thing about which they disagree with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.sales.checkout.papers import Papers
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.stock.queries.sellable import ShelfBatch

Kind = DiscrepancyCase.Kind


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that a person must settle; ``quantity`` base units could not be allocated."""

    kind: str
    line: PushedLine | None = None
    quantity: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownBooks:
    """What the books know of a pushed sale."""

    place: SaleContext
    products: Mapping[UUID, ProductFact]
    batches: Mapping[UUID, ShelfBatch]
    people: Mapping[UUID, Actor]
    client: Actor
    """Who pushes: a machine client may sell in its own name."""
    received_at: datetime
    previous_on: Any = None
    told_on: date | None = None
    """The business day that the device told; the sale has the one of its moment."""
    is_void: bool = False
    """Whether somebody declared that the sale's number has no sale."""
    papers: Papers = field(default_factory=dict)
    is_patient_known: bool = True
    is_patient_merged: bool = False
    """Whether the record that was named stands as part of another by now."""
    number: str = ""
    """What the sale's place in its series is called; "" where it takes another place."""
    approved: Mapping[UUID, UUID | None] = field(default_factory=dict)
    """Who approved the prescription, by the id of its line that the sale may be made on."""

    @property
    def point(self) -> SellingPoint:
        """The terminal with its branch."""
        return self.place.point
