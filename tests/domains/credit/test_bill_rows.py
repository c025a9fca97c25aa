"""A table of what customers owed from before: each row a bill of an account, once."""

from __future__ import annotations

import pytest

from tests.domains.catalog.imports.importing import check, commit, csv_bytes, hand_in
from tests.support.credit import organisation, owed, standing
from tests.support.shop import Shop, open_shop
from theriac.core.verification.registry import run_checks
from theriac.domains.books.accounts import Account
from theriac.domains.catalog.imports.outcomes import Tally
from theriac.domains.credit.models import CreditAccount

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("SAL-25", "CAP-09")]
HEAD = "pelanggan,no faktur,tanggal,sisa piutang"


def take(shop: Shop, *lines: str) -> Tally:
    import_id = hand_in(shop, csv_bytes(HEAD, *lines), kind="credit", branch_id=shop.branch_id)
    checked = check(shop, import_id)
    if checked.left_out < checked.rows:
        assert commit(shop, import_id).actions == checked.actions
    return checked


def test_rows_are_owed_by_known_accounts_and_open_new_ones_once() -> None:
    shop = open_shop("id")
    known = organisation(shop, "Klinik Sehat")
    tally = take(
        shop,
        "klinik sehat,L-1,03/02/2026,1.250.000",
        f"{known.number},L-2,04/02/2026,50.000",
        "Panti Asih,L-1,03/02/2026,90.000",
        "panti asih,L-2,05/02/2026,10.000",
    )
    assert (tally.rows, tally.left_out) == (4, 0)
    new = CreditAccount.objects.exclude(id=known.id).get()
    assert (new.holder["name"], new.credit_limit) == ("Panti Asih", 0)
    assert (owed(known), owed(new)) == (1_300_000, 100_000)
    assert standing(Account.CUSTOMERS) == 1_400_000
    assert take(shop, "Klinik Sehat,L-1,03/02/2026,1.250.000").left_out == 1
    assert [v.code for done in run_checks() for v in done.violations] == []


def test_what_cant_be_taken_is_left_out() -> None:
    shop = open_shop("id")
    tally = take(shop, "Klinik,L-1,03/02/2199,90.000", "Klinik,L-1,03/02/2026,0")
    assert (tally.rows, tally.left_out) == (2, 2)
    assert CreditAccount.objects.count() == 0
