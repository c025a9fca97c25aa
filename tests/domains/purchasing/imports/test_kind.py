"""A table of bills from before: each row a bill, once; what can't be taken says why."""

from __future__ import annotations

import pytest

from tests.domains.catalog.imports.importing import check, codes, commit, csv_bytes, hand_in
from tests.support.shop import Shop, open_shop
from tests.support.suppliers import a_supplier
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.imports.outcomes import Tally
from theriac.domains.purchasing.models import SupplierBill

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.rows("PUR-20", "CAP-09"),
]
HEAD = "pemasok,no faktur,tgl faktur,jatuh tempo,sisa hutang"


@pytest.fixture
def shop() -> Shop:
    shop = open_shop("id")
    a_supplier(shop, "PT Bina Obat", code="BINA", payment_days=14)
    return shop


def take(shop: Shop, *lines: str) -> Tally:
    import_id = hand_in(shop, csv_bytes(HEAD, *lines), kind="bills", branch_id=shop.branch_id)
    checked = check(shop, import_id)
    if checked.left_out == checked.rows:
        return checked
    assert commit(shop, import_id).actions == checked.actions
    return checked


def kept() -> list[tuple[str, str, str, int]]:
    rows = SupplierBill.objects.order_by("number")
    return [
        (row.number, row.billed_on.isoformat(), row.due_on.isoformat(), row.amount) for row in rows
    ]


def test_rows_become_bills_by_name_or_code_due_by_terms_where_none_is_said(shop: Shop) -> None:
    tally = take(
        shop,
        "PT Bina Obat,F-1,03/02/2026,10/03/2026,1.250.000",
        "bina,F-2,04/02/2026,,90.000",
    )

    assert tally.actions == {"new": 2}
    assert kept() == [
        ("F-1", "2026-02-03", "2026-03-10", 1_250_000),
        ("F-2", "2026-02-04", "2026-02-18", 90_000),
    ]
    assert [violation for one in run_checks() for violation in one.violations] == []


def test_the_same_table_twice_adds_nothing(shop: Shop) -> None:
    take(shop, "bina,F-1,03/02/2026,,1.250.000")

    again = take(shop, "bina,f 1,03/02/2026,,1.250.000", "bina,F-9,03/02/2026,,5.000")

    assert again.actions == {"left_out": 1, "new": 1}
    assert [number for number, *_rest in kept()] == ["F-1", "F-9"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("PT Nobody,F-1,03/02/2026,,5.000", "supplier_unknown"),
        ("bina,,03/02/2026,,5.000", "refused"),
        ("bina,F-1,,,5.000", "day_empty"),
        ("bina,F-1,03/02/2026,,0", "amount_zero"),
        ("bina,F-1,03/02/2026,,-5.000", "negative"),
        ("bina,F-1,03/02/2099,,5.000", "refused"),
        ("bina,F-1,03/02/2026,02/02/2026,5.000", "refused"),
        ("bina,F-1,31/02/2026,,5.000", "no_day"),
        ("bina,F-1,03/02/2026,,9999999999999", "refused"),
    ],
)
def test_what_cannot_be_taken_says_why(shop: Shop, line: str, code: str) -> None:
    import_id = hand_in(shop, csv_bytes(HEAD, line), kind="bills", branch_id=shop.branch_id)

    assert check(shop, import_id).actions == {"left_out": 1}

    assert list(codes(import_id)) == [code]
    assert not SupplierBill.objects.exists()


def test_a_bill_that_stands_twice_in_the_table_is_taken_once(shop: Shop) -> None:
    tally = take(shop, "bina,F-1,03/02/2026,,5.000", "BINA,F/1,03/02/2026,,5.000")

    assert tally.actions == {"new": 1, "left_out": 1}
    assert len(kept()) == 1
