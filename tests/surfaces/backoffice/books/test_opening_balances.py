"""What a branch began with: cash, bank, stock, dues and numbers, and that all of it ties."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domains.catalog.imports.importing import check, commit, csv_bytes, hand_in
from tests.support.backoffice import client_of
from tests.support.credit import from_before, organisation
from tests.support.payments import an_opening_bill
from tests.support.shop import Shop, add_medicine, open_shop
from tests.support.suppliers import a_supplier
from tests.support.vouchers import a_voucher
from tests.surfaces.api.program import program
from theriac.core.verification.registry import run_checks
from theriac.domains.books.queries.statements import trial_balance
from theriac.domains.organisation.commands.document_numbers import set_first_numbers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("CAP-09", "PUR-20")]
HEAD = "name,quantity,batch,expiry,cost"


@pytest.fixture
def opened() -> Shop:
    """Cash 500,000, bank 2,000,000, what customers owe, a table of stock, a bill, and numbers."""
    shop = open_shop("id")
    for account, amount in (("cash", 500_000), ("bank", 2_000_000)):
        a_voucher(shop, kind="opening", account=account, amount=amount)
    from_before(shop, organisation(shop), 75_000)
    add_medicine(shop)
    table = csv_bytes(HEAD, "Paracetamol 500 mg tablet,120,B1,31/12/2027,400")
    import_id = hand_in(shop, table, kind="stock", branch_id=shop.branch_id)
    check(shop, import_id)
    commit(shop, import_id)
    an_opening_bill(shop, a_supplier(shop))
    set_first_numbers(actor=shop.owner, branch_id=shop.branch_id, numbers={"PO": 88})
    return shop


def shown(page: Any) -> dict[str, int]:
    return {
        str(one.title): one.amount.amount for one in page.context["accounts"] if one.amount.amount
    }


def test_the_page_shows_all_that_was_entered_and_it_ties(opened: Shop) -> None:
    shop = opened
    page = client_of(shop, "owner").get("/books/opening/")

    told = {name.split(" ", 1)[-1]: amount for name, amount in shown(page).items()}
    assert sorted(told.values()) == [48_000, 75_000, 90_000, 500_000, 2_000_000]
    assert [(str(one.title), one.entered, one.kept) for one in page.context["agreements"]] == [
        ("Stock", 48_000, 48_000),
        ("Owed to suppliers", 90_000, 90_000),
        ("Owed by customers", 75_000, 75_000),
    ]
    assert f"MLT-PO-{shop.today:%y}-000088" in page.text
    assert page.text.count("Agrees") == 3

    balance = trial_balance(actor=shop.owner, first_on=shop.today, last_on=shop.today)
    assert sum(one.after for one in balance.accounts) == 0
    assert balance.debits == balance.credits
    standing = {one.account.key: one.after for one in balance.accounts}
    assert standing["opening"] == -(500_000 + 2_000_000 + 75_000 + 48_000 - 90_000)
    assert [v.code for done in run_checks() for v in done.violations] == []

    answer = program(shop, "manager").get("/opening-balances").json()
    by_account = {one["account"]["key"]: one["amount"]["amount"] for one in answer["items"]}
    assert by_account == {
        "bank": 2_000_000,
        "cash": 500_000,
        "customers": 75_000,
        "stock": 48_000,
        "suppliers": -90_000,
    }


def test_an_auditor_reads_it_and_is_offered_nothing_to_enter(opened: Shop) -> None:
    page = client_of(opened, "auditor").get("/books/opening/")

    assert page.status_code == 200
    assert [one.enter_url for one in page.context["accounts"]] == [""] * len(
        page.context["accounts"]
    )
    assert not page.context["may_number"]
