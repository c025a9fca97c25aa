"""The differences of a count, for those who may look at them and don't count any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stock.queries.places import place_title
from theriac.domains.stocktaking.models import CountCorrection, CountResult, StockCount
from theriac.domains.stocktaking.permissions import VIEW_VARIANCES
from theriac.domains.stocktaking.queries.lines import Judged, judged_lines
from theriac.domains.stocktaking.rules import Look


@dataclass(frozen=True, slots=True)
class Variance:
    """A line with its figures. ``state``: open, again, counted, or posted.

    ``expected``, ``difference`` and ``value`` are None while somebody is still to look: nobody
    who might is told. ``value`` is None too for who may not see costs. ``late`` is what came late
    and was made good after the posting.
    """

    line_id: UUID
    product_id: UUID
    product: str
    batch_id: UUID
    batch: str
    expires_on: date | None
    sheet: str
    place: str
    state: str
    counted: int | None
    looked_at: datetime | None
    people: tuple[str, ...]
    expected: int | None
    difference: int | None
    value: int | None
    late: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """What lines change: units and minor units, over and short.

    The values are None for who may not see costs.
    """

    units_over: int = 0
    units_short: int = 0
    value_over: int | None = 0
    value_short: int | None = 0

    @property
    def value(self) -> int | None:
        """Over less short."""
        if self.value_over is None or self.value_short is None:
            return None
        return self.value_over - self.value_short


def sums_of(lines: Sequence[Variance], *, costs: bool) -> Sums:
    """What the lines with figures change together; with ``costs``, at cost too."""
    units = [one.difference or 0 for one in lines]
    values = [one.value or 0 for one in lines]
    return Sums(
        sum(one for one in units if one > 0),
        -sum(one for one in units if one < 0),
        sum(one for one in values if one > 0) if costs else None,
        -sum(one for one in values if one < 0) if costs else None,
    )


@query(permission=VIEW_VARIANCES)
def variances(*, actor: Actor, branch_id: UUID, count: StockCount) -> list[Variance]:
    """The count's lines with their differences, the largest value first, then what is to do."""
    lines = judged_lines(count)
    results = {one.entry_id: one for one in CountResult.objects.filter(posting__count_id=count.id)}
    late = _late(count.id)
    names = product_names({one.line.product_id for one in lines})
    people = names_of({look.person_id for one in lines for look in one.looks})
    found = [_variance(one, names, people, results, late) for one in lines]
    if not actor.may(SEE_COSTS, branch_id):
        found = [replace(one, value=None) for one in found]
    return sorted(
        found,
        key=lambda one: (-abs(one.value or 0), -abs(one.difference or 0), one.product.casefold()),
    )


def _late(count_id: UUID) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    rows = CountCorrection.objects.filter(result__posting__count_id=count_id)
    for result_id, quantity in rows.values_list("result_id", "quantity"):
        found[result_id] = found.get(result_id, 0) + quantity
    return found


def _variance(
    one: Judged,
    names: dict[UUID, str],
    people: dict[UUID, str],
    results: dict[UUID, CountResult],
    late: dict[UUID, int],
) -> Variance:
    line, look = one.line, one.look
    result = results.get(look.id) if look is not None else None
    state = "open" if look is None else "again" if one.again else "counted"
    expected: int | None = one.expected
    value = one.value
    if result is not None:
        state, expected, value = "posted", result.expected, result.value
    hidden = state in {"open", "again"}
    return Variance(
        line_id=line.id,
        product_id=line.product_id,
        product=names.get(line.product_id, ""),
        batch_id=line.batch_id,
        batch=line.batch.number,
        expires_on=line.batch.expires_on,
        sheet=line.sheet,
        place=place_title(line.place.kind, line.place.name),
        state=state,
        counted=None if look is None or hidden else look.counted,
        looked_at=look.looked_at if look else None,
        people=_names(one.looks, people),
        expected=None if hidden else expected,
        difference=None if hidden or look is None else look.counted - (expected or 0),
        value=None if hidden else value,
        late=late.get(result.id, 0) if result is not None else 0,
    )


def _names(looks: Sequence[Look], people: dict[UUID, str]) -> tuple[str, ...]:
    ids = {look.person_id for look in looks}
    return tuple(sorted(people[key] for key in ids if key in people))
