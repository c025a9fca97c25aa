"""What a compounded medicine is made of, for who checks it: by its preparation or its formula."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.domains.compounding.models import (
    Formula,
    FormulaLine,
    Preparation,
    PreparationLine,
)


@dataclass(frozen=True, slots=True)
class MadeOf:
    """An ingredient: one base unit of what is made has this fraction of a base unit of it."""

    product_id: UUID
    numerator: int
    denominator: int


def made_for_lines(products: Mapping[UUID, UUID]) -> dict[UUID, list[MadeOf]]:
    """By line of a prescription the shares of the last preparation of its product for it.

    ``products`` has the product of each line. Discarded preparations don't count; lines for which
    nothing was prepared aren't named. Two statements; it asks no right.
    """
    rows = Preparation.objects.filter(prescription_line_id__in=list(products))
    last: dict[UUID, UUID] = {}
    for row in rows.exclude(state=Preparation.State.DISCARDED).order_by("created_at", "id"):
        line_id = row.prescription_line_id
        if line_id is not None and products[line_id] == row.product_id:
            last[line_id] = row.id
    if not last:
        return {}
    lines = PreparationLine.objects.filter(preparation_id__in=last.values()).order_by("position")
    shares: dict[UUID, list[MadeOf]] = {}
    for line in lines:
        shares.setdefault(line.preparation_id, []).append(_share(line))
    return {line_id: shares[key] for line_id, key in last.items()}


def made_by_formula(branch_id: UUID, product_ids: Collection[UUID]) -> dict[UUID, list[MadeOf]]:
    """By product the shares of the branch's formula that makes it, where one alone is in use.

    Where several make it, nobody can say which is meant. Two statements; it asks no right.
    """
    rows = Formula.objects.filter(
        branch_id=branch_id, archived=False, product_id__in=list(product_ids)
    ).order_by()
    formulas: dict[UUID, list[UUID]] = {}
    for product_id, key in rows.values_list("product_id", "id"):
        formulas.setdefault(product_id, []).append(key)
    alone = {product_id: keys[0] for product_id, keys in formulas.items() if len(keys) == 1}
    if not alone:
        return {}
    shares: dict[UUID, list[MadeOf]] = {}
    lines = FormulaLine.objects.filter(formula_id__in=alone.values()).order_by("position")
    for line in lines:
        shares.setdefault(line.formula_id, []).append(_share(line))
    return {product_id: shares[key] for product_id, key in alone.items()}


def _share(line: PreparationLine | FormulaLine) -> MadeOf:
    return MadeOf(line.product_id, line.numerator, line.denominator)


def products_in(shares: Sequence[MadeOf]) -> list[UUID]:
    """The ingredients, in their order."""
    return [one.product_id for one in shares]
