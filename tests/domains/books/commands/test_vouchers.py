"""Money that people enter by hand goes to the accounts that its kind names, and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domains.books.entered import amounts
from tests.support.shop import Shop, add_staff, open_shop
from tests.support.shops import second_branch
from tests.support.vouchers import a_voucher
from theriac.core.facts.records import given
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.books.commands.vouchers import enter_voucher, reverse_voucher
from theriac.domains.books.models import Posting
from theriac.domains.books.problems import VoucherRefused, VoucherReversed
from theriac.domains.books.queries.vouchers import read_voucher
from theriac.domains.books.voucher import MOST_MONEY, VoucherNew

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"kind": "capital_in", "money": "bank"}, {"bank": 700, "capital": -700}),
        ({"kind": "capital_out"}, {"drawings": 700, "cash": -700}),
        ({"kind": "expense", "account": "rent"}, {"rent": 700, "cash": -700}),
        ({"kind": "income"}, {"cash": 700, "other_income": -700}),
        ({"kind": "transfer", "account": "bank"}, {"bank": 700, "cash": -700}),
        ({"kind": "transfer", "money": "qr", "account": "bank"}, {"bank": 700, "qr": -700}),
        ({"kind": "opening", "account": "cash"}, {"cash": 700, "opening": -700}),
        ({"kind": "opening", "account": "consignors"}, {"opening": 700, "consignors": -700}),
    ],
)
def test_each_kind_has_its_accounts(
    shop: Shop, facts: dict[str, str], wanted: dict[str, int]
) -> None:
    a_voucher(shop, amount=700, **facts)

    assert amounts() == wanted


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"money": "stock"}, "money"),
        ({"money": "nowhere"}, "money"),
        ({"kind": "expense"}, "account"),
        ({"kind": "expense", "account": "sales"}, "account"),
        ({"kind": "transfer", "account": "cash"}, "account"),
        ({"kind": "transfer", "account": "rent"}, "account"),
        ({"kind": "opening", "account": "stock"}, "account"),
        ({"kind": "opening", "account": "suppliers"}, "account"),
    ],
)
def test_another_account_is_refused_at_its_field(
    shop: Shop, facts: dict[str, str], field: str
) -> None:
    with pytest.raises(VoucherRefused) as refused:
        a_voucher(shop, **facts)

    assert set(refused.value.errors) == {field}
    assert not Posting.objects.exists()


@pytest.mark.parametrize("amount", [0, -5, MOST_MONEY + 1])
def test_an_amount_beyond_its_bounds_is_refused(shop: Shop, amount: int) -> None:
    with pytest.raises(Unprocessable):
        a_voucher(shop, amount=amount)


def test_a_day_to_come_is_refused(shop: Shop) -> None:
    with pytest.raises(VoucherRefused) as refused:
        a_voucher(shop, on=shop.today + timedelta(days=1))

    assert set(refused.value.errors) == {"on"}


def test_numbers_have_no_gap_and_say_the_branch(shop: Shop) -> None:
    a_voucher(shop)
    with pytest.raises(VoucherRefused):
        a_voucher(shop, money="stock")
    a_voucher(shop)

    numbers = sorted(set(Posting.objects.values_list("document_number", flat=True)))
    assert numbers == [f"MLT-BV-{shop.today:%y}-{one:06d}" for one in (1, 2)]


def test_a_voucher_is_reversed_once(shop: Shop) -> None:
    voucher_id = a_voucher(shop)
    again = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "voucher_id": voucher_id,
        "reason": "typed twice",
    }

    reverse_voucher(**again)

    assert amounts() == {}
    found = read_voucher(actor=shop.owner, voucher_id=voucher_id)
    assert found is not None
    assert (found.is_reversed, len(found.postings)) == (True, 2)
    with pytest.raises(VoucherReversed):
        reverse_voucher(**again)
    assert Posting.objects.count() == 2


def test_only_the_branchs_own_is_reversed(shop: Shop) -> None:
    voucher_id = a_voucher(shop)

    with pytest.raises(NotFound):
        reverse_voucher(
            actor=shop.owner, branch_id=second_branch(shop), voucher_id=voucher_id, reason="x"
        )


def test_a_cashier_enters_nothing(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    voucher = given(VoucherNew, kind="capital_in", amount=1, on=shop.today)

    with pytest.raises(NotPermitted):
        enter_voucher(actor=cashier, branch_id=shop.branch_id, voucher=voucher)
