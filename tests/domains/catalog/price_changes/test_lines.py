"""What a rule makes of one pack: its price and what is to be looked at, or why it stays."""

from __future__ import annotations

from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from theriac.core.facts.types import LARGEST
from theriac.domains.catalog.price_changes.lines import (
    LeftOut,
    PackNow,
    PriceNote,
    PricePreview,
    line_of,
)
from theriac.domains.catalog.price_changes.rule import By, PriceRule, Rounding

UP_4 = PriceRule(by=By.PERCENT, change=400)


def pack(before: int = 6_500, **more: Any) -> PackNow:
    facts: dict[str, Any] = {"pack_id": UUID(int=1), "product_id": UUID(int=2), "factor": 10}
    return PackNow(
        product="Paracetamol", pack="strip", base_unit="tablet", before=before, **(facts | more)
    )


def test_a_line_has_difference_ratio_and_margin_exactly() -> None:
    line = line_of(pack(unit_cost=Fraction(1_999, 5)), UP_4, 50)
    assert (line.price, line.difference, line.change_bp) == (6_760, 260, 400)
    assert line.now.cost == 3_998
    assert line.margin_bp == 6_908
    assert line.left_out is None
    assert line.notes == frozenset()


def test_without_a_cost_there_is_no_margin_and_a_free_pack_has_no_ratio() -> None:
    assert line_of(pack(), UP_4, 50).margin_bp is None
    free = line_of(pack(0), PriceRule(by=By.AMOUNT, change=5), 50)
    assert (free.price, free.change_bp, free.notes) == (5, None, {PriceNote.FAR})


@pytest.mark.parametrize(
    ("now", "rule", "why"),
    [
        (pack(1), UP_4, LeftOut.SAME),
        (pack(), PriceRule(by=By.MARGIN, change=2_500), LeftOut.NO_COST),
        (pack(ceiling=(6_759, 10)), UP_4, LeftOut.ABOVE_CEILING),
        (pack(ceiling=(675, 1)), UP_4, LeftOut.ABOVE_CEILING),
        (pack(500), PriceRule(by=By.AMOUNT, change=-500), LeftOut.NOTHING_LEFT),
        (pack(LARGEST), UP_4, LeftOut.TOO_HIGH),
    ],
)
def test_what_is_left_out_keeps_its_price_and_says_why(
    now: PackNow, rule: PriceRule, why: LeftOut
) -> None:
    line = line_of(now, rule, 50)
    assert (line.left_out, line.price, line.difference) == (why, now.before, 0)


def test_a_price_at_the_ceiling_may_be_and_above_it_is_cut_where_the_rule_says_so() -> None:
    assert line_of(pack(ceiling=(676, 1)), UP_4, 50).left_out is None
    cutting = PriceRule(by=By.PERCENT, change=400, step=100, rounding=Rounding.UP, cuts=True)
    line = line_of(pack(ceiling=(6_699, 10)), cutting, 50)
    assert (line.price, line.notes) == (6_600, {PriceNote.CUT})
    assert line_of(pack(60, ceiling=(61, 10)), cutting, 500).price == 61
    assert line_of(pack(6_600, ceiling=(660, 1)), cutting, 50).left_out is LeftOut.SAME


def test_what_is_to_be_looked_at_is_noted() -> None:
    down = PriceRule(by=By.PERCENT, change=-5_001)
    now = pack(10_000, unit_cost=Fraction(500), planned=True)
    line = line_of(now, down, 50)
    assert line.price == 4_999
    assert line.notes == {PriceNote.BELOW_COST, PriceNote.FAR, PriceNote.PLANNED}
    at_the_bounds = line_of(now, PriceRule(by=By.PERCENT, change=-5_000), 50)
    assert at_the_bounds.notes == {PriceNote.PLANNED}


def test_a_price_above_one_that_is_printed_in_stock_is_noted() -> None:
    assert line_of(pack(printed=Fraction(676)), UP_4, 50).notes == frozenset()
    assert line_of(pack(printed=Fraction(6_759, 10)), UP_4, 50).notes == {PriceNote.ABOVE_MRP}


def test_a_preview_counts_what_changes_what_stays_and_what_is_noted() -> None:
    lines = [
        line_of(now, UP_4, 50)
        for now in (pack(), pack(1), pack(2), pack(ceiling=(1, 1)), pack(unit_cost=Fraction(900)))
    ]
    preview = PricePreview(lines=lines)
    assert len(preview.changing) == 2
    assert preview.kept() == {LeftOut.SAME: 2, LeftOut.ABOVE_CEILING: 1}
    assert preview.noted() == {PriceNote.BELOW_COST: 1}
