"""Which batches a recall means: by codes scanned, by GTIN and lots, by the rows of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.core.tables.heads import fold
from theriac.domains.catalog.queries.merged import families_of
from theriac.domains.catalog.queries.names import (
    product_names,
    products_by_folded_name,
    products_of_codes,
)
from theriac.domains.recalls.rules import Sought
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches.twins import twins_of
from theriac.domains.stock.rules.lots import lot_key

AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Match:
    """A batch that a line means, with what all branches have of it."""

    line: int
    batch_id: UUID
    product_id: UUID
    product: str
    number: str
    expires_on: date | None
    state: str
    on_hand: int
    branches: int


@dataclass(frozen=True, slots=True)
class Matches:
    """Batches that were found, each once; lines whose product or lot the books don't have."""

    found: tuple[Match, ...]
    unknown_products: tuple[Sought, ...]
    unknown_lots: tuple[Sought, ...]

    @property
    def is_all_clear(self) -> bool:
        """Whether nothing is here, and that is sure: each line names a product of the catalogue."""
        return not self.found and not self.unknown_products


@query(permission=VIEW_STOCK)
def seek_batches(*, actor: Actor, sought: Sequence[Sought]) -> Matches:
    """The batches of all branches that the lines mean, those without stock too.

    Of products that were merged into the one that is named too, and with a batch each batch that
    goods of it went to when products were merged.
    """
    return match_batches(sought)


def match_batches(sought: Sequence[Sought]) -> Matches:
    """The same for what runs by itself."""
    by_code = products_of_codes([one.code for one in sought if one.code])
    names = products_by_folded_name() if any(one.name for one in sought) else {}
    named = {one.line: _products(one, by_code, names) for one in sought}
    families = families_of(key for keys in named.values() for key in keys)
    products = {
        line: set[UUID]().union(*(families[key] for key in keys)) for line, keys in named.items()
    }
    batches = _batches_of(sorted({key for keys in products.values() for key in keys}))
    rows: dict[UUID, tuple[int, Batch]] = {}
    no_lot = []
    for one in sought:
        here = [
            batch
            for key in products[one.line]
            for batch in batches.get(key, ())
            if not one.lot or lot_key(batch.number) == lot_key(one.lot)
        ]
        if products[one.line] and not here:
            no_lot.append(one)
        for batch in here:
            rows.setdefault(batch.id, (one.line, batch))
    _add_twins(rows)
    return Matches(
        found=tuple(_matches(rows)),
        unknown_products=tuple(one for one in sought if not products[one.line]),
        unknown_lots=tuple(no_lot),
    )


def _products(one: Sought, by_code: dict[str, UUID], names: dict[str, set[UUID]]) -> set[UUID]:
    """The code's product; by the name only where no code is known."""
    if one.code in by_code:
        return {by_code[one.code]}
    return names.get(fold(one.name), set()) if one.name else set()


def _add_twins(rows: dict[UUID, tuple[int, Batch]]) -> None:
    """Put each found batch's twins beside it, on its line."""
    line_of = {batch_id: line for batch_id, (line, _batch) in rows.items()}
    twins = twins_of(rows)
    others = sorted({twin for found in twins.values() for twin in found} - set(rows))
    batches = Batch.objects.in_bulk(others)
    for batch_id, found in twins.items():
        for twin in sorted(found & set(batches)):
            rows.setdefault(twin, (line_of[batch_id], batches[twin]))


def _batches_of(product_ids: Sequence[UUID]) -> dict[UUID, list[Batch]]:
    found: dict[UUID, list[Batch]] = {}
    for start in range(0, len(product_ids), AT_ONCE):
        for batch in Batch.objects.filter(product_id__in=product_ids[start : start + AT_ONCE]):
            found.setdefault(batch.product_id, []).append(batch)
    return found


def _matches(rows: dict[UUID, tuple[int, Batch]]) -> list[Match]:
    ids = list(rows)
    names = product_names({batch.product_id for _line, batch in rows.values()})
    stock: dict[UUID, list[int]] = {}
    for start in range(0, len(ids), AT_ONCE):
        sums = Balance.objects.filter(batch_id__in=ids[start : start + AT_ONCE], quantity__gt=0)
        for batch_id, _branch, units in (
            sums.values_list("batch_id", "branch_id").annotate(Sum("quantity")).order_by()
        ):
            here = stock.setdefault(batch_id, [0, 0])
            here[0] += int(units)
            here[1] += 1
    found = [
        Match(
            line=line,
            batch_id=batch.id,
            product_id=batch.product_id,
            product=names.get(batch.product_id, ""),
            number=batch.number,
            expires_on=batch.expires_on,
            state=batch.state,
            on_hand=stock.get(batch.id, [0, 0])[0],
            branches=stock.get(batch.id, [0, 0])[1],
        )
        for line, batch in rows.values()
    ]
    return sorted(found, key=lambda one: (one.line, one.product, one.number, str(one.batch_id)))
