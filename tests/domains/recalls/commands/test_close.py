"""A recall closes only when all received units are accounted for."""

from __future__ import annotations

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.recalls import counted, recall_of
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.recalls.commands.close import close_recall
from theriac.domains.recalls.commands.units import explain_missing, put_into_quarantine
from theriac.domains.recalls.models import Recall, RecallClosing
from theriac.domains.recalls.problems import RecallEnded, RecallOpenStill
from theriac.domains.sales.commands.settle_case import settle_case
from theriac.domains.sales.models import DiscrepancyCase

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-24")
def test_it_closes_with_its_sums_when_nothing_is_left() -> None:
    shop = open_shop()
    batch_id = stock_up(shop, add_medicine(shop), 50)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    on = {**here, "recall_id": recall_of(shop, [batch_id]).id}

    with pytest.raises(RecallOpenStill) as refused:
        close_recall(**on)  # type: ignore[arg-type]
    assert refused.value.facts["elsewhere"] == {str(batch_id): 50}
    put_into_quarantine(**on, units=counted(batch_id, 50))  # type: ignore[arg-type]
    close_recall(**on, reason="all in quarantine")  # type: ignore[arg-type]

    row = RecallClosing.objects.get()
    assert (row.received, row.found, row.sold, row.explained) == (50, 50, 0, 0)
    assert Recall.objects.get().state == "closed"
    with pytest.raises(RecallEnded):
        close_recall(**on)  # type: ignore[arg-type]
    assert not [one for result in run_checks() for one in result.violations]


@pytest.mark.rows("STK-20", "STK-24")
def test_an_offline_sale_after_the_freeze_is_booked_with_its_case_and_counts_as_sold() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 10)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    on = {**here, "recall_id": recall_of(shop, [batch_id]).id}
    put_into_quarantine(**on, units=counted(batch_id, 7))  # type: ignore[arg-type]

    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch_id, 3)])]))
    assert [case.kind for case in DiscrepancyCase.objects.all()] == ["batch_held"]
    close_recall(**on)  # type: ignore[arg-type]

    row = RecallClosing.objects.get()
    assert (row.received, row.found, row.sold) == (10, 7, 3)
    assert not [one for result in run_checks() for one in result.violations]


def test_a_sale_that_the_books_had_none_for_keeps_it_open_until_its_case_is_settled() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 10)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    on = {**here, "recall_id": recall_of(shop, [batch_id]).id}
    put_into_quarantine(**on, units=counted(batch_id, 7))  # type: ignore[arg-type]
    explain_missing(**on, units=counted(batch_id, 3, "not on the shelf"))  # type: ignore[arg-type]

    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch_id, 3)])]))
    with pytest.raises(RecallOpenStill) as refused:
        close_recall(**on)  # type: ignore[arg-type]
    assert refused.value.facts["late"] == {str(batch_id): 3}
    short = DiscrepancyCase.objects.get(kind="stock_short")
    settle_case(**here, case_id=short.id, settlement="found", note="sold before we looked")  # type: ignore[arg-type]
    close_recall(**on)  # type: ignore[arg-type]

    row = RecallClosing.objects.get()
    assert (row.found, row.sold, row.explained) == (7, 3, 0)
