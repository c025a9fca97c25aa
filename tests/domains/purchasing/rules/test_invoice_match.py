"""An invoice's lines beside those that came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from theriac.core.ids import new_id
from theriac.domains.purchasing.rules.invoice_match import Came, PrintedRow, compare

PRODUCT = new_id()
PRINTED = PrintedRow(
    row=2,
    product_id=PRODUCT,
    name="Sanmol",
    quantity=200,
    bonus=0,
    price=40_000,
    factor=100,
    batch_number="KF-01",
    expires_on=date(2028, 1, 31),
)
CAME = Came(
    line_id=new_id(),
    product_id=PRODUCT,
    quantity=200,
    bonus=0,
    price=4_000,
    factor=10,
    batch_number="kf-01",
    expires_on=date(2028, 1, 31),
)


@pytest.mark.rows("PUR-15")
def test_the_same_goods_in_other_packs_differ_in_nothing() -> None:
    assert compare([PRINTED], [CAME]) == ()


@pytest.mark.rows("PUR-15")
@pytest.mark.parametrize(
    ("change", "kind", "printed", "came"),
    [
        ({"quantity": 190}, "quantity", "200", "190"),
        ({"bonus": 10}, "bonus", "0", "10"),
        ({"price": 4_100}, "price", "40000", "4100"),
        ({"batch_number": "KF-02"}, "batch", "KF-01", "KF-02"),
        ({"expires_on": date(2028, 2, 29)}, "expiry", "2028-01-31", "2028-02-29"),
    ],
)
def test_each_difference_is_named(
    change: dict[str, object], kind: str, printed: str, came: str
) -> None:
    found = compare([PRINTED], [replace(CAME, **change)])  # type: ignore[arg-type]

    assert [(one.kind, one.printed, one.came, one.row) for one in found] == [
        (kind, printed, came, 2)
    ]


@pytest.mark.rows("PUR-15")
def test_what_is_missing_extra_or_unread_is_named() -> None:
    unread = replace(PRINTED, row=3, product_id=None, name="Obat X")

    found = compare([PRINTED, unread], [replace(CAME, product_id=new_id())])

    assert [(one.kind, one.row) for one in found] == [
        ("missing", 2),
        ("unread", 3),
        ("extra", None),
    ]
