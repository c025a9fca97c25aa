"""A scanned pack is asked about at once: in the own book, then in a national system."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.jobs import run_due_jobs
from tests.support.pushing import terminal_actor
from tests.support.serials import AskingSystem, a_serial_sold, national_system, pack, sell_packs
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from theriac.core.jobs.models import Job
from theriac.core.outbox.relay import relay_once
from theriac.domains.serials.commands.check import ask_serial, report_serial
from theriac.domains.serials.commands.reactivate import give_serial_back
from theriac.domains.serials.models import SerialRefusal, SerialSold
from theriac.domains.serials.ports import register_serial_system

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-32")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def ask(shop: Shop, serial: str) -> str:
    return ask_serial(
        actor=terminal_actor(shop),
        branch_id=shop.branch_id,
        person_id=shop.owner.id,
        pack=pack(serial),
    )


def test_a_sold_pack_is_refused_and_reported_once(shop: Shop, medicine: Medicine) -> None:
    sold_id = a_serial_sold(shop, medicine)
    assert ask(shop, "S-2") == ""
    assert ask(shop, "S-1").startswith("The pack with serial number S-1 was already sold, with ")
    assert ask(shop, "S-1")
    refusal = SerialRefusal.objects.get()
    assert (refusal.why, refusal.sold_id, refusal.terminal_id, refusal.person_id) == (
        "sold",
        sold_id,
        shop.terminal_id,
        shop.owner.id,
    )
    told = report_serial(
        actor=shop.owner,
        branch_id=shop.branch_id,
        person_id=shop.owner.id,
        pack=pack("S-1"),
        sold_id=sold_id,
    )
    assert told, "another terminal tells it too"


def test_a_national_system_is_asked_and_told(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 30)
    with national_system("FALSE1") as system:
        assert ask(shop, "S1") == ""
        assert "national system refuses the pack with serial number FALSE1" in ask(shop, "FALSE1")
        assert SerialRefusal.objects.get().why == "system"
        sell_packs(shop, medicine, "S1")
        assert system.told == [], "nothing is told inside the sale"
        relay_once()
        assert system.told == [], "and nothing while a reaction's transaction is open"
        run_due_jobs()
        sold = SerialSold.objects.get()
        assert system.told == [("decommission", "S1", str(sold.id))]
        give_serial_back(
            actor=shop.owner, branch_id=shop.branch_id, sold_id=sold.id, reason="unopened"
        )
        relay_once()
        run_due_jobs()
        assert system.told[1:] == [("reactivate", "S1", str(sold.id))]
        assert ask(shop, "S1") == ""


def test_without_a_national_system_nothing_is_queued(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 30)
    sell_packs(shop, medicine, "S1")
    relay_once()
    assert not Job.objects.exists()

    with national_system("FALSE1") as system:
        sell_packs(shop, medicine, "S2")
        relay_once()
        assert Job.objects.count() == 1
        run_due_jobs()
        assert [serial for _what, serial, _sold in system.told] == ["S2"]


def test_a_silent_system_stops_nobody(shop: Shop) -> None:
    register_serial_system(AskingSystem("http://127.0.0.1:9"))
    try:
        assert ask(shop, "S1") == ""
    finally:
        register_serial_system(None)
    assert not SerialRefusal.objects.exists()


def test_a_person_tells_the_same_pack_once_at_each_branch(shop: Shop, medicine: Medicine) -> None:
    sold_id = a_serial_sold(shop, medicine)
    who: dict[str, Any] = {"actor": shop.owner, "person_id": shop.owner.id}
    what: dict[str, Any] = {"pack": pack("S-1"), "sold_id": sold_id}
    branches = [shop.branch_id, second_branch(shop), shop.branch_id]
    told = [report_serial(**who, **what, branch_id=one) for one in branches]
    assert told == [True, True, False]
