"""verify finds what was tampered with, and names it."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.utils import translation

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from tests.support.triggers import lifted
from theriac.core.audit.models import AuditRecord
from theriac.core.verification.registry import (
    declared_findings,
    finding,
    run_checks,
    sentence_of,
)
from theriac.domains.sales.models import DiscrepancyCase, Payment, SaleLine
from theriac.domains.stock.models import Balance, Batch, Movement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop() -> Shop:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 3)])]))
    return shop


def broken() -> list[str]:
    return sorted({v.check for result in run_checks() for v in result.violations})


def test_an_untouched_shop_is_clean(shop: Shop) -> None:
    assert broken() == []


def test_a_changed_balance_is_named(shop: Shop) -> None:
    Balance.objects.update(quantity=99)

    assert broken() == ["books.stock", "stock.balances"]


@pytest.mark.parametrize(
    ("model", "change", "checks"),
    [
        (Movement, {"quantity": 4}, ["sales.allocation", "stock.balances"]),
        (SaleLine, {"tax": 1}, ["sales.sums"]),
        (Payment, {"tendered": 1}, ["sales.sums"]),
    ],
)
def test_a_tampered_row_is_named(
    shop: Shop, model: type[Movement], change: dict[str, int], checks: list[str]
) -> None:
    with lifted(connection, only=[model]):
        model.objects.filter(**({"kind": "sale"} if model is Movement else {})).update(**change)

    assert broken() == checks


def test_a_removed_audit_record_is_named(shop: Shop) -> None:
    with lifted(connection, only=[AuditRecord]):
        AuditRecord.objects.filter(object_kind__in=["sales.sale", "stock.opening"]).delete()

    assert broken() == ["changes.chain", "sales.audit", "stock.audit"]


def test_an_expired_sale_without_its_case_is_named(shop: Shop) -> None:
    Batch.objects.update(expires_on=shop.today)

    assert broken() == ["changes.chain", "sales.expired"]


def test_a_short_line_without_its_case_is_named(shop: Shop) -> None:
    medicine = add_medicine(shop, "Zinc 20 mg tablet")
    batch = stock_up(shop, medicine, 1)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])], 2))
    assert broken() == []

    DiscrepancyCase.objects.all().delete()

    assert broken() == ["changes.chain", "sales.allocation"]


PLACES = re.compile(r"%\((\w+)\)s")


@pytest.mark.rows("UX-04")
def test_every_finding_has_its_sentence_in_both_languages() -> None:
    declared = declared_findings()
    assert len(declared) >= 13
    for code, sentence in declared.items():
        with translation.override("en"):
            english = str(sentence)
        with translation.override("id"):
            indonesian = str(sentence)
        assert indonesian != english, code
        assert sorted(PLACES.findall(indonesian)) == sorted(PLACES.findall(english)), code


def test_a_finding_is_a_code_with_facts_and_a_sentence_for_each_reader(shop: Shop) -> None:
    Balance.objects.update(quantity=99)

    ((found,),) = [result.violations for result in run_checks(["stock.balances"])]

    balance = Balance.objects.get()
    facts = {"batch": str(balance.batch_id), "place": str(balance.place_id), "moved": 7, "kept": 99}
    assert (found.code, found.facts) == ("stock.balance_differs", facts)
    assert json.loads(json.dumps(found.facts)) == facts
    with translation.override("en"):
        assert found.sentence.endswith(": 7 by movements, 99 by the balance.")
    with translation.override("id"):
        assert found.sentence.endswith(": 7 menurut mutasi, 99 menurut saldo.")


def test_what_another_version_found_stands_bare() -> None:
    assert sentence_of("stock.of_tomorrow", {"batch": "B1", "kept": 3}) == (
        "stock.of_tomorrow: batch B1, kept 3"
    )
    assert sentence_of("stock.balance_differs", {"batch": "B1"}) == (
        "stock.balance_differs: batch B1"
    )


def test_a_code_is_declared_once() -> None:
    with pytest.raises(ValueError, match=r"stock\.balance_differs is declared twice"):
        finding("stock.balance_differs", "Again.")
