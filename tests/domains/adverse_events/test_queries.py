"""How many reports suspect a batch's lot."""

from __future__ import annotations

import pytest

from tests.support.adverse_events import (
    of_report,
    report,
    send,
)
from tests.support.shop import (
    Shop,
    add_medicine,
    stock_up,
)
from theriac.domains.adverse_events.commands.follow_up import follow_up_report
from theriac.domains.adverse_events.queries import reports_of_batch
from theriac.domains.adverse_events.rules.facts import ReportedMedicine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]


def test_a_batchs_page_counts_cases_that_suspect_its_lot(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 50, batch_number="L-1")
    same = stock_up(shop, medicine, 50, batch_number="L-1")
    of = {"name": "P", "product_id": medicine.id}
    made = report(
        shop,
        seriousness=["life"],
        medicines=[ReportedMedicine(role="suspect", **of, batch_id=batch)],
    )
    send(shop, made)
    follow_up_report(**of_report(shop, made))
    besides = ReportedMedicine(role="concomitant", **of, batch_id=batch)
    report(shop, medicines=[ReportedMedicine(role="suspect", name="X"), besides])
    asked = {"actor": shop.owner, "product_id": medicine.id, "number": "L-1", "batch_id": same}
    found = reports_of_batch(**asked)
    assert (found.reports, found.serious, found.sent) == (1, 1, 1)
