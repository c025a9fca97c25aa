"""Sales that a counter saved to a file are booked once each, as if it had pushed them."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale, series_of
from tests.support.saved import saved_file, wrapped
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.signers import Signer
from tests.surfaces.counter.views.wiring import wire_of, wire_sale
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.commands.terminals import (
    issue_pairing_code,
    pair_terminal,
    revoke_terminal,
)
from theriac.domains.sales.commands.import_saved import ImportedSales, import_saved_sales
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale, VoidedNumber
from theriac.domains.sales.pushes.saved import NotASavedFile
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 100)


@pytest.fixture
def sales(shop: Shop, medicine: Medicine, batch: UUID) -> list[Any]:
    """Three sales of 10, numbered 1 to 3."""
    return [
        wire_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])], number)
        for number in (1, 2, 3)
    ]


def take_in(shop: Shop, data: bytes) -> ImportedSales:
    return import_saved_sales(actor=shop.owner, branch_id=shop.branch_id, data=data)


def test_each_is_booked_once_however_often_it_comes(
    shop: Shop, batch: UUID, sales: list[Any]
) -> None:
    data = saved_file(shop.terminal_id, *sales)
    assert take_in(shop, data) == ImportedSales(booked=3)
    assert take_in(shop, data) == ImportedSales(known=3)
    assert [sale.sequence for sale in Sale.objects.order_by("sequence")] == [1, 2, 3]
    assert Balance.objects.get(batch_id=batch, place__kind="shelf").quantity == 70
    assert DiscrepancyCase.objects.count() == 0
    assert {record.actor_id for record in AuditRecord.objects.filter(object_kind="sales.sale")} == {
        shop.owner.id
    }
    assert [v for result in run_checks() for v in result.violations] == []


def test_what_the_counter_sent_meanwhile_is_known(
    shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])], 1)
    data = saved_file(shop.terminal_id, wire_of(sale))
    assert take_in(shop, data) == ImportedSales(booked=1)
    push(shop, sale)
    assert Sale.objects.count() == 1


def test_a_used_number_and_a_revoked_terminal_are_held(shop: Shop, sales: list[Any]) -> None:
    other = {**sales[1], "id": str(new_id()), "sequence": 1, "number": sales[0]["number"]}
    assert take_in(shop, saved_file(shop.terminal_id, sales[0], other)) == ImportedSales(
        booked=1, held=1
    )
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    assert take_in(shop, saved_file(shop.terminal_id, sales[2])) == ImportedSales(held=1)
    assert HeldPush.objects.count() == 2


def test_void_numbers_come_with_them(shop: Shop, sales: list[Any]) -> None:
    voids = [{"series_id": str(series_of(shop).id), "sequence": 2, "reason": "torn"}]
    take_in(shop, saved_file(shop.terminal_id, sales[0], sales[2], voids=voids))
    assert [one.sequence for one in VoidedNumber.objects.all()] == [2]


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": "1"},
        {"sequence": 0},
        {"total": 1.5},
        {"total": True},
        {"occurred_at": "2026-11-20T10:00:00"},
        {"occurred_at": "yesterday"},
        {"lines": []},
        {"lines": "none"},
        {"number": None},
        {"person_id": "dewi"},
    ],
)
def test_one_that_cant_be_read_keeps_no_other_back(
    shop: Shop, sales: list[Any], change: dict[str, Any]
) -> None:
    broken = {**sales[1], **change}
    assert take_in(shop, saved_file(shop.terminal_id, sales[0], broken, sales[2])) == ImportedSales(
        booked=2, unreadable=1
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        json.dumps({"format": "another", "content": "{}"}).encode(),
        wrapped({"sales": []}),
        wrapped({"terminal": {"id": "x"}, "sales": []}),
        b"[" * 100_000,
    ],
)
def test_another_file_gets_a_sentence(shop: Shop, data: bytes) -> None:
    with pytest.raises(
        NotASavedFile, match="Choose the file that was saved at the counter under “Sales"
    ):
        take_in(shop, data)


def test_a_file_that_was_changed_is_refused_whole(shop: Shop, sales: list[Any]) -> None:
    data = saved_file(shop.terminal_id, *sales)
    changed = data.replace(b"Kasir 2", b"Kasir 9")
    with pytest.raises(NotASavedFile, match="This file was changed or is incomplete"):
        take_in(shop, changed)
    assert Sale.objects.count() == 0


def test_a_file_of_another_branch_is_refused(shop: Shop, sales: list[Any]) -> None:
    with pytest.raises(NotASavedFile, match="This file comes from a terminal of another branch"):
        take_in(shop, saved_file(new_id(), *sales))


def test_only_who_settles_cases_may(shop: Shop, sales: list[Any]) -> None:
    cashier = add_staff("cashier", shop.branch_id, "dewi")
    data = saved_file(shop.terminal_id, *sales)
    with pytest.raises(NotPermitted):
        import_saved_sales(actor=cashier, branch_id=shop.branch_id, data=data)
    assert Sale.objects.count() == 0


@pytest.mark.rows("OFF-15")
def test_a_file_is_signed_by_a_device_that_the_terminal_has_or_had(
    shop: Shop, sales: list[Any]
) -> None:
    first, second, stranger = Signer(), Signer(), Signer()
    for signer in (first, second):
        code = issue_pairing_code(
            actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id
        )
        pair_terminal(actor=SYSTEM, code=code, public_key=signer.public_key)
    assert take_in(shop, saved_file(shop.terminal_id, sales[0], signer=first)).booked == 1
    assert take_in(shop, saved_file(shop.terminal_id, sales[1], signer=second)).booked == 1
    void = {"series_id": sales[2]["series_id"], "sequence": 3}
    for signer in (stranger, None):
        data = saved_file(shop.terminal_id, sales[2], signer=signer, voids=[void])
        assert take_in(shop, data) == ImportedSales(held=1)
    assert HeldPush.objects.get().reason == "unsigned"
    assert not VoidedNumber.objects.exists()


@pytest.mark.rows("OFF-15")
def test_what_is_booked_already_isnt_held_again_for_want_of_a_signature(
    shop: Shop, sales: list[Any]
) -> None:
    signer = Signer()
    code = issue_pairing_code(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id
    )
    pair_terminal(actor=SYSTEM, code=code, public_key=signer.public_key)
    take_in(shop, saved_file(shop.terminal_id, *sales, signer=signer))
    assert take_in(shop, saved_file(shop.terminal_id, *sales)) == ImportedSales(known=3)
    changed = {**sales[0], "total": 1}
    assert take_in(shop, saved_file(shop.terminal_id, changed)) == ImportedSales(held=1)


def test_a_reason_that_no_database_keeps_loses_no_void_number(shop: Shop, sales: list[Any]) -> None:
    void = {"series_id": sales[2]["series_id"], "sequence": 3, "reason": "torn\0 \ud800"}
    take_in(shop, saved_file(shop.terminal_id, voids=[void]))
    assert VoidedNumber.objects.get().reason == "torn"
