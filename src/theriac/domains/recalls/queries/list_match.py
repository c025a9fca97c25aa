"""Which batches the lines of public lists mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from theriac.domains.catalog.imports.products.units import unit_word
from theriac.domains.catalog.queries.merged import families_of
from theriac.domains.catalog.queries.names import products_by_folded_name, products_of_codes
from theriac.domains.recalls.models import ListedRecall, RecallFinding
from theriac.domains.stock.models import Batch
from theriac.domains.stock.rules.lots import lot_key

AT_ONCE = 400
LINES_AT_ONCE = 5_000
Pair = tuple[UUID, UUID]
"""A line and a batch."""
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = frozenset(
    "usp nf bp ip eur and the for with dan oral solution injection infusion syrup sirup suspension"
    " cream krim ointment salep drops tetes gel powder serbuk film coated salut selaput".split()
)


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
    or whose own telling words it has all (a regulator writes more than a shop does), and only with
    a lot, since names are alike. What is recalled already is left out.
    """
    by_code = products_of_codes([one.gtin for one in lines if one.gtin])
    is_named = any(one.folded and one.lot for one in lines)
    names = _Names(products_by_folded_name() if is_named else {})
    found: list[Pair] = []
    named = {one.id: _products(one, by_code, names) for one in lines}
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


class _Names:
    """The catalogue's products by the words of their names."""

    def __init__(self, products: Mapping[str, set[UUID]]) -> None:
        self._by_word: dict[str, set[UUID]] = defaultdict(set)
        self._by_longest: dict[str, list[tuple[frozenset[str], set[UUID]]]] = defaultdict(list)
        for name, ids in products.items():
            for word in name.split():
                self._by_word[word] |= ids
            if telling := _telling(name):
                self._by_longest[max(telling, key=lambda word: (len(word), word))].append(
                    (telling, ids)
                )

    def of(self, folded: str) -> set[UUID]:
        """The products that a list's name may mean."""
        holders = [self._by_word.get(word, set()) for word in folded.split()]
        found = set(set.intersection(*holders)) if holders else set()
        words = frozenset(_WORD.findall(folded))
        for word in words:
            for telling, ids in self._by_longest.get(word, ()):
                if telling <= words:
                    found |= ids
        return found


def _telling(name: str) -> frozenset[str]:
    """The words by which a product differs from others: no form, pack or pharmacopoeia."""
    return frozenset(
        word
        for word in _WORD.findall(name)
        if len(word) > 2 and word not in _PLAIN and unit_word(word) is None
    )


def _products(line: ListedRecall, by_code: dict[str, UUID], names: _Names) -> set[UUID]:
    if line.gtin in by_code:
        return {by_code[line.gtin]}
    if not line.folded or not line.lot:
        return set()
    return names.of(line.folded)


def _batches(product_ids: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    found: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for start in range(0, len(product_ids), AT_ONCE):
        rows = Batch.objects.filter(product_id__in=product_ids[start : start + AT_ONCE])
        rows = rows.exclude(state=Batch.State.RECALLED)
        for batch_id, product_id, number in rows.values_list("id", "product_id", "number"):
            found[product_id].append((batch_id, number))
    return found
