"""What is offered is billed as a service and gives a product; its name stands once."""

from __future__ import annotations

import pytest

from tests.support.services import offer, service_product
from tests.support.shop import Shop, add_medicine
from theriac.domains.services.models import OfferedService
from theriac.domains.services.problems import (
    ServiceRefused,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-01")]


def test_only_a_service_is_billed_and_only_a_product_is_given(shop: Shop) -> None:
    tablets = add_medicine(shop)
    with pytest.raises(ServiceRefused) as refused:
        offer(shop, product_id=tablets.id)
    assert list(refused.value.errors) == ["product_id"]
    told = {"kind": "vaccination", "quantities": [], "vaccine_ids": [service_product(shop)]}
    with pytest.raises(ServiceRefused) as refused:
        offer(shop, **told)
    assert list(refused.value.errors) == ["vaccine_ids.0"]
    offer(shop)
    with pytest.raises(ServiceRefused) as refused:
        offer(shop)
    assert list(refused.value.errors) == ["name"]
    assert OfferedService.objects.count() == 1
