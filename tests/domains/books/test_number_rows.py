"""A table of next numbers: a row a kind, by mark or title; what has begun says so."""

from __future__ import annotations

import pytest

from tests.domains.catalog.imports.importing import check, codes, commit, csv_bytes, hand_in
from tests.support.shop import Shop, open_shop
from tests.support.vouchers import a_voucher
from theriac.domains.organisation.models import DocumentNumber

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("CAP-09")]
HEAD = "dokumen,nomor berikutnya"


@pytest.fixture
def shop() -> Shop:
    return open_shop("id")


def test_rows_set_the_next_numbers_by_mark_or_title(shop: Shop) -> None:
    lines = csv_bytes(HEAD, "po,88", "Goods receipts,1.204")
    import_id = hand_in(shop, lines, kind="numbers", branch_id=shop.branch_id)

    assert check(shop, import_id).actions == {"new": 2}
    assert commit(shop, import_id).actions == {"new": 2}

    rows = DocumentNumber.objects.order_by("document")
    assert list(rows.values_list("document", "first_number")) == [("GR", 1204), ("PO", 88)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Lottery tickets,5", "refused"),
        ("PO,0", "refused"),
        ("PO,1000000", "refused"),
        ("PO,", "refused"),
        ("BV,9", "refused"),
    ],
)
def test_what_cannot_be_taken_says_why(shop: Shop, line: str, code: str) -> None:
    a_voucher(shop)
    import_id = hand_in(shop, csv_bytes(HEAD, line), kind="numbers", branch_id=shop.branch_id)

    assert check(shop, import_id).actions == {"left_out": 1}

    assert list(codes(import_id)) == [code]
    assert not DocumentNumber.objects.filter(first_number__gt=1).exists()


def test_a_series_that_began_after_the_check_is_left_out(shop: Shop) -> None:
    lines = csv_bytes(HEAD, "BV,88", "PO,7")
    import_id = hand_in(shop, lines, kind="numbers", branch_id=shop.branch_id)
    assert check(shop, import_id).actions == {"new": 2}
    a_voucher(shop)

    assert commit(shop, import_id).actions == {"new": 1, "left_out": 1}
