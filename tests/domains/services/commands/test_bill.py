"""Billed by a unit of a sale, once, a vaccination with the batch that was given."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.services import (
    a_vaccine,
    dose,
    offer,
    offer_vaccination,
    sell_service,
    serve,
)
from tests.support.shop import Shop, stock_up
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.services.commands.bill import bill_service
from theriac.domains.services.commands.give import correct_service
from theriac.domains.services.ids import ServiceRecordId
from theriac.domains.services.models import ServiceBill
from theriac.domains.services.problems import (
    ServiceBilled,
    ServiceRefused,
    ServiceUnknown,
)
from theriac.domains.services.queries import list_service_records, unbilled

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-01")]


def test_a_sale_bills_each_of_its_units_once(shop: Shop) -> None:
    siti, service = register(shop), offer(shop, capacity=5)
    first, second, third = (serve(shop, service, siti) for _one in range(3))
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    sale = sell_service(shop, quantity=2)
    assert len(unbilled(list_service_records(**at))) == 3
    bill_service(**at, record_id=first, sale_id=sale)
    with pytest.raises(ServiceBilled):
        bill_service(**at, record_id=first, sale_id=sale)
    bill_service(**at, record_id=second, sale_id=sale)
    with pytest.raises(ServiceRefused, match="already billed to others"):
        bill_service(**at, record_id=third, sale_id=sale)
    with pytest.raises(ServiceRefused, match="no such sale"):
        bill_service(**at, record_id=third, sale_id=new_id())
    with pytest.raises(ServiceUnknown):
        bill_service(**at, record_id=ServiceRecordId(new_id()), sale_id=sale)
    assert [one.id for one in unbilled(list_service_records(**at))] == [third]
    assert [one.name for one in run_checks() if one.violations] == []


def test_a_vaccination_is_billed_with_its_batch(shop: Shop) -> None:
    siti, (vaccine, batch) = register(shop), a_vaccine(shop)
    made = serve(shop, offer_vaccination(shop, vaccine), siti, dose(vaccine, batch))
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "record_id": made}
    with pytest.raises(ServiceRefused, match="doesn’t have the vaccine’s batch"):
        bill_service(**at, sale_id=sell_service(shop))
    with_it = SaleItem(product_id=vaccine.id, quantity=1, batch_id=batch)
    bill_service(**at, sale_id=sell_service(shop, with_it))
    other = stock_up(shop, vaccine, 5, batch_number="FLU-2")
    with pytest.raises(ServiceRefused, match="Keep the batch that was sold"):
        correct_service(**at, done=dose(vaccine, other))
    correct_service(**at, done=dose(vaccine, batch, site="right_arm"))
    assert [one.name for one in run_checks() if one.violations] == []
    unsold = serve(shop, offer(shop), siti)
    bogus = {"sale_id": new_id(), "line_id": new_id(), "unit": 1, "by": shop.owner.id}
    ServiceBill.objects.create(id=new_id(), record_id=unsold, at=clock.now(), **bogus)
    assert [one.name for one in run_checks() if one.violations] == [
        "changes.chain",
        "services.bills",
    ]
