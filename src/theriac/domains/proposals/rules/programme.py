"""The choice as a programme: columns and rows in whole numbers, to be solved elsewhere.

A column is a line that is bought or not, or a supplier that is bought from or not; a row holds a
sum of columns between two bounds. Maximised is what ``plans`` counts as the score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from theriac.domains.proposals.rules.candidates import Candidate
from theriac.domains.proposals.rules.inputs import BuyingInputs, OrderingTerms
from theriac.domains.proposals.rules.lost_sales import VALUE_PARTS


@dataclass(frozen=True, slots=True)
class ProgrammeColumn:
    """What may be chosen, from 0 to 1: worth ``gain`` thousandths, at least ``least`` of it.

    ``whole`` is whether it is chosen or not; otherwise a part of it may be.
    """

    gain: int
    least: int
    whole: bool


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """What a sum of ``(column, factor)`` must lie between; None is no bound."""

    least: int | None
    most: int | None
    parts: tuple[tuple[int, int], ...]


@dataclass
class Programme:
    """Columns and rows; ``lines`` tells which column buys what."""

    columns: list[ProgrammeColumn] = field(default_factory=list)
    rows: list[ProgrammeRow] = field(default_factory=list)
    lines: dict[int, Candidate] = field(default_factory=dict)

    def column(self, gain: int, *, whole: bool, least: int = 0) -> int:
        """Add a column and tell its place."""
        self.columns.append(ProgrammeColumn(gain, least, whole))
        return len(self.columns) - 1

    def row(self, least: int | None, most: int | None, parts: Iterable[tuple[int, int]]) -> None:
        """Hold a sum of columns between two bounds."""
        self.rows.append(ProgrammeRow(least, most, tuple(parts)))


def programme_of(
    inputs: BuyingInputs,
    candidates: Mapping[UUID, Sequence[Candidate]],
    *,
    whole: bool = True,
    settled: Collection[UUID] = (),
    opened: Collection[UUID] = (),
) -> Programme:
    """The programme whose best solution is the best plan of these lines; in order of ids.

    Not ``whole``, it takes mixtures of lines too, which no plan of lines can exceed. ``settled``
    products must be bought. From ``opened`` suppliers must be bought.
    """
    made = _Builder(inputs, whole=whole)
    for product_id in sorted(candidates):
        is_fixed = product_id in inputs.fixed or product_id in settled
        made.product(candidates[product_id], is_fixed=is_fixed)
    made.suppliers(opened)
    return made.programme


class _Builder:
    def __init__(self, inputs: BuyingInputs, *, whole: bool) -> None:
        self.inputs = inputs
        self.whole = whole
        self.programme = Programme()
        self.paid: defaultdict[UUID, list[tuple[int, int]]] = defaultdict(list)
        self.nets: defaultdict[UUID, list[tuple[int, int]]] = defaultdict(list)
        self.groups: defaultdict[UUID, list[list[int]]] = defaultdict(list)

    def product(self, candidates: Sequence[Candidate], *, is_fixed: bool) -> None:
        """One of its lines or none; that which a person settled."""
        made, by_supplier = self.programme, defaultdict[UUID, list[int]](list)
        for one in candidates:
            column = made.column(one.score, whole=self.whole, least=int(is_fixed))
            made.lines[column] = one
            self.paid[one.supplier_id].append((column, one.cost))
            self.nets[one.supplier_id].append((column, one.net))
            by_supplier[one.supplier_id].append(column)
        for supplier_id, columns in by_supplier.items():
            self.groups[supplier_id].append(columns)
        if len(candidates) > 1:
            made.row(None, 1, [(one, 1) for columns in by_supplier.values() for one in columns])

    def suppliers(self, opened: Collection[UUID]) -> None:
        """What each asks of an order, how many there may be, and the money in all."""
        made, money, used = self.programme, list[tuple[int, int]](), list[tuple[int, int]]()
        for supplier_id in sorted(self.paid):
            money += self.paid[supplier_id]
            terms = self.inputs.terms[supplier_id]
            if terms.couples or self.inputs.counts_suppliers:
                least = int(supplier_id in opened)
                bought_from = made.column(-terms.freight * VALUE_PARTS, whole=True, least=least)
                used.append((bought_from, 1))
                money += self._supplier(terms, bought_from)
        made.row(None, self.inputs.limit, money)
        if self.inputs.counts_suppliers:
            made.row(None, self.inputs.most_suppliers, used)

    def _supplier(self, terms: OrderingTerms, bought_from: int) -> list[tuple[int, int]]:
        """Its rows; the parts that make its freight."""
        made, goods = self.programme, self.nets[terms.id]
        for columns in self.groups[terms.id]:
            made.row(None, 0, [*((one, 1) for one in columns), (bought_from, -1)])
        if terms.minimum:
            made.row(0, None, [*goods, (bought_from, -terms.minimum)])
        if not terms.freight:
            return []
        freight = [(bought_from, terms.freight)]
        if terms.free_from is not None:
            free = made.column(terms.freight * VALUE_PARTS, whole=True)
            freight.append((free, -terms.freight))
            made.row(None, 0, [(free, 1), (bought_from, -1)])
            made.row(0, None, [*goods, (free, -terms.free_from)])
        return freight
