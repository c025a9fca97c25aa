"""The order of what was found: exact names, the nearest match, single substances, the beginning.

A name that begins with all that was typed comes before one whose words stand further on.

What is left equal is in the order of the branch (``orders``): what it sells, what is swallowed
before other ways, free sale before prescription. What is in stock comes before what isn't, among
the first ``WINDOW`` alone, since stock moves with every sale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from theriac.domains.catalog.search.hits import STEP
from theriac.domains.catalog.search.index import SearchIndex

WINDOW = 60
"""How many of the first are set in order by what is in stock."""


def groups(index: SearchIndex, found: Mapping[int, int], typed: str) -> Iterator[int]:
    """Sets of documents in their order: those of one set match as well and are as single."""
    exact, beginning = index.named(typed), index.beginning(typed)
    compounds = index.compounds()
    steps: dict[int, dict[int, int]] = {}
    first = 0
    for cost, bits in found.items():
        first |= bits & exact
        costs = steps.setdefault(cost // STEP, {})
        costs[0] = costs.get(0, 0) | bits & beginning & ~exact
        costs[1 + cost % STEP] = bits & ~beginning & ~exact
    if first:
        yield first
    for _step, costs in sorted(steps.items()):
        for chosen in (~compounds, compounds):
            for _place, bits in sorted(costs.items()):
                if bits & chosen:
                    yield bits & chosen


def may_move(ties: Sequence[int]) -> bool:
    """Whether two of the first tie, so that their stock decides."""
    return len({*ties[:WINDOW]}) < len(ties[:WINDOW])


def by_stock(
    product_ids: Sequence[UUID], ties: Sequence[int], in_stock: Collection[UUID]
) -> list[UUID]:
    """Of products that tie, those in stock first; beyond the window all stay where they are."""
    first = sorted(
        zip(ties[:WINDOW], product_ids[:WINDOW], strict=True),
        key=lambda one: (one[0], one[1] not in in_stock),
    )
    return [*(product_id for _tie, product_id in first), *product_ids[WINDOW:]]
