"""Which batches the lines of public lists mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from theriac.domains.catalog.queries.merged import families_of
from theriac.domains.catalog.queries.names import products_by_folded_name, products_of_codes
from theriac.domains.recalls.models import ListedRecall, RecallFinding
from theriac.domains.stock.models import Batch
from theriac.domains.stock.rules.lots import lot_key

AT_ONCE = 400
LINES_AT_ONCE = 5_000
Pair = tuple[UUID, UUID]
"""A line and a batch."""


def unfound_of_list(list_id: UUID) -> list[Pair]:
    """What the stock has of all that a list said so far and that isn't a finding yet."""
    found: list[Pair] = []
    rows = ListedRecall.objects.filter(list_id=list_id).order_by("id")
    lines = list(rows[:LINES_AT_ONCE])
    while lines:
        found += unfound(list_id, lines)
        last = lines[-1].id
        lines = list(rows.filter(id__gt=last)[:LINES_AT_ONCE])
    return found


def unfound(list_id: UUID, lines: Sequence[ListedRecall]) -> list[Pair]:
    """What the stock has of these lines of a list and that isn't a finding yet."""
    rows = RecallFinding.objects.filter(line__list_id=list_id)
    there = set(rows.values_list("line_id", "batch_id"))
    return [pair for pair in match_lines(lines) if pair not in there]


def match_lines(lines: Sequence[ListedRecall]) -> list[Pair]:
    """Line and batch ids: by GTIN and lot, or by name and lot where a list has no GTIN.

    A GTIN without a lot means every batch. A name means products whose name has all of its words,
    and only with a lot, since names are alike. What is recalled already is left out.
    """
    by_code = products_of_codes([one.gtin for one in lines if one.gtin])
    by_word = _words() if any(one.folded and one.lot for one in lines) else {}
    found: list[Pair] = []
    named = {one.id: _products(one, by_code, by_word) for one in lines}
    families = families_of(key for keys in named.values() for key in keys)
    products = {
        line: set[UUID]().union(*(families[key] for key in keys)) for line, keys in named.items()
    }
    batches = _batches(sorted({key for keys in products.values() for key in keys}))
    for one in lines:
        wanted = lot_key(one.lot)
        for product_id in products[one.id]:
            found += [
                (one.id, batch_id)
                for batch_id, number in batches[product_id]
                if not wanted or lot_key(number) == wanted
            ]
    return found


def _words() -> dict[str, set[UUID]]:
    words: dict[str, set[UUID]] = defaultdict(set)
    for name, ids in products_by_folded_name().items():
        for word in name.split():
            words[word] |= ids
    return words


def _products(
    line: ListedRecall, by_code: dict[str, UUID], by_word: dict[str, set[UUID]]
) -> set[UUID]:
    if line.gtin in by_code:
        return {by_code[line.gtin]}
    if not line.folded or not line.lot:
        return set()
    holders = [by_word.get(word, set()) for word in line.folded.split()]
    return set.intersection(*holders) if holders else set()


def _batches(product_ids: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    found: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for start in range(0, len(product_ids), AT_ONCE):
        rows = Batch.objects.filter(product_id__in=product_ids[start : start + AT_ONCE])
        rows = rows.exclude(state=Batch.State.RECALLED)
        for batch_id, product_id, number in rows.values_list("id", "product_id", "number"):
            found[product_id].append((batch_id, number))
    return found
