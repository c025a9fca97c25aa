"""A saved file's log is kept and its requests are taken, once; a file that was edited shows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.device_log import OwnLog
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.saved import saved_file
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.domains.catalog.models import CodeSighting
from theriac.domains.device_logs.commands.import_saved import ImportedRest, import_saved_rest
from theriac.domains.device_logs.models import LogEntry, LogFinding
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.models import ReceiptCopy

pytestmark = [pytest.mark.django_db, pytest.mark.rows("OFF-09", "OFF-03")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def take_in(shop: Shop, data: bytes) -> ImportedRest:
    return import_saved_rest(actor=shop.owner, branch_id=BranchId(shop.branch_id), data=data)


def asked(shop: Shop) -> dict[str, Any]:
    return {
        "id": str(new_id()),
        "at": clock.now().isoformat(),
        "person_id": str(shop.owner.id),
        "product_id": None,
        "text": "sirup",
        "quantity": 2,
        "note": "",
    }


def test_it_is_taken_once(shop: Shop) -> None:
    request, log = asked(shop), OwnLog()
    told = log.told(log.add(request, "asked"))
    data = saved_file(shop.terminal_id, asked=[request], log=told)
    assert take_in(shop, data) == ImportedRest(asked=1, is_logged=True)
    assert take_in(shop, data) == ImportedRest(asked=1, is_logged=True)
    assert (LogEntry.objects.count(), LogFinding.objects.count()) == (1, 0)


def test_a_log_of_many_parts_agrees(shop: Shop) -> None:
    log = OwnLog()
    sales = [{"id": str(new_id()), "number": f"N{n}"} for n in range(1_100)]
    told = log.told(*[log.add(sale) for sale in sales])
    take_in(shop, saved_file(shop.terminal_id, *reversed(sales), log=told))
    assert (LogEntry.objects.count(), LogFinding.objects.count()) == (1_100, 0)


def test_what_was_added_to_the_file_shows(shop: Shop) -> None:
    log = OwnLog()
    sales = [{"id": str(new_id()), "number": f"N{n}"} for n in range(2)]
    take_in(shop, saved_file(shop.terminal_id, *sales, log=log.told(log.add(sales[0]))))
    assert [*LogFinding.objects.values_list("kind", "key")] == [("unlogged", sales[1]["id"])]


def test_only_who_settles_may(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        import_saved_rest(
            actor=cashier,
            branch_id=BranchId(shop.branch_id),
            data=saved_file(shop.terminal_id),
        )


def test_copies_and_codes_that_only_the_device_has_are_taken_once(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])])
    push(shop, sale)
    at, person = clock.now().isoformat(), str(shop.owner.id)
    copy = {"id": str(new_id()), "sale_id": str(sale.id), "person_id": person, "taken_at": at}
    strange = {**copy, "id": str(new_id()), "sale_id": str(new_id())}
    code = {
        "id": str(new_id()),
        "code": "4006381333931",
        "note": "",
        "person_id": person,
        "seen_at": at,
    }
    broken = {"id": "x"}
    data = saved_file(shop.terminal_id, copies=[copy, strange, broken], codes=[code, broken])
    for _time in range(2):
        assert take_in(shop, data) == ImportedRest(copies=1, codes=1, left=3)
    assert [*ReceiptCopy.objects.values_list("sale_id", "number")] == [(sale.id, 1)]
    assert CodeSighting.objects.count() == 1
