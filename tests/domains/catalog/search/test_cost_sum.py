"""Costs of words added up for all documents at once, against the plain definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.catalog.search.cost_sum import (
    LETTERS_WEIGHED,
    MISSING,
    MISSING_LETTER,
    QueryPart,
    combined,
)
from theriac.domains.catalog.search.hits import STEP
from theriac.domains.catalog.search.text import PartKind, TextPart

SIZE = 12
LEVELS = st.dictionaries(st.integers(0, 5), st.integers(1, 2**SIZE - 1), max_size=3)
PARTS = st.lists(
    st.builds(
        lambda text, levels: QueryPart(TextPart(text, PartKind.WORD, " "), levels),
        st.sampled_from(["a", "amox", "paracetamolum"]),
        LEVELS,
    ),
    min_size=1,
    max_size=4,
)


def least_cost(part: QueryPart, document: int) -> int | None:
    return min((cost for cost, bits in part.levels.items() if bits >> document & 1), default=None)


def plainly(parts: list[QueryPart], mask: int, *, misses: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for document in range(SIZE):
        costs = [least_cost(part, document) for part in parts]
        missing = [part.token.text for part, cost in zip(parts, costs, strict=True) if cost is None]
        if not mask >> document & 1 or len(missing) > misses:
            continue
        total = sum(cost for cost in costs if cost is not None)
        total += STEP * sum(
            MISSING + MISSING_LETTER * min(len(text), LETTERS_WEIGHED) for text in missing
        )
        found[total] = found.get(total, 0) | 1 << document
    return found


@given(PARTS, st.integers(0, 2**SIZE - 1), st.integers(0, 3))
def test_sums(parts: list[QueryPart], mask: int, misses: int) -> None:
    masked = [
        QueryPart(
            part.token, {cost: bits & mask for cost, bits in part.levels.items() if bits & mask}
        )
        for part in parts
    ]
    expected = plainly(masked, mask, misses=misses)
    assert combined(masked, mask, misses=misses) == expected
