"""An offer counts once a person stood for each line that isn't sure."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.offers import an_offer, an_offered, confirmed
from tests.support.shop import Shop, add_medicine, add_staff
from tests.support.suppliers import a_supplier
from theriac.core.problems import NotPermitted, Stale, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.offers.commands.confirm import confirm_offer, withdraw_offer
from theriac.domains.offers.models import OfferConfirmation, OfferLine
from theriac.domains.offers.problems import OffererBlocked, OfferFixed, OfferRefused
from theriac.domains.suppliers.commands.block import block_supplier

pytestmark = pytest.mark.django_db


def states(offer_id: UUID) -> list[str]:
    rows = OfferLine.objects.filter(offer_id=offer_id).order_by("position")
    return list(rows.values_list("state", flat=True))


def test_a_line_without_product_or_price_is_named_or_left_out(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    offer_id = an_offer(
        shop,
        supplier_id,
        an_offered(medicine),
        an_offered(medicine, product_id=None, pack_id=None, text="ELSE"),
        an_offered(medicine, price=None),
    )

    with pytest.raises(OfferRefused) as refused:
        confirmed(shop, offer_id)
    assert set(refused.value.errors) == {"lines.2", "lines.3"}

    confirmed(shop, offer_id, leave_open=True)
    assert states(offer_id) == ["confirmed", "left_out", "left_out"]
    (kept,) = OfferConfirmation.objects.all()
    assert (kept.lines, kept.person_id) == (1, shop.owner.id)


def test_what_was_read_unsurely_wants_a_look(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    offer_id = an_offer(shop, supplier_id, an_offered(medicine), an_offered(medicine))
    OfferLine.objects.filter(offer_id=offer_id, position=1).update(confidence=899)

    with pytest.raises(OfferRefused) as refused:
        confirmed(shop, offer_id)
    assert list(refused.value.errors) == ["lines.1"]

    OfferLine.objects.filter(offer_id=offer_id, position=1).update(is_checked=True)
    confirmed(shop, offer_id)
    assert states(offer_id) == ["confirmed", "confirmed"]


def test_an_offer_needs_a_supplier_a_day_that_isnt_over_and_a_line(shop: Shop) -> None:
    offer_id = an_offer(shop, None, valid_until=shop.today - timedelta(days=1))

    with pytest.raises(OfferRefused) as refused:
        confirmed(shop, offer_id)

    assert set(refused.value.errors) == {"supplier_id", "valid_until"}
    assert states(offer_id) == []


def test_a_confirmed_offer_is_withdrawn_with_a_reason_and_once(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    offer_id = confirmed(shop, an_offer(shop, supplier_id, an_offered(medicine)))

    def withdraw(version: int, reason: str) -> int:
        return withdraw_offer(
            actor=shop.owner,
            branch_id=shop.branch_id,
            offer_id=offer_id,
            version=version,
            reason=reason,
        )

    with pytest.raises(Unprocessable):
        withdraw(2, " ")
    with pytest.raises(Stale):
        withdraw(1, "Wrong prices")
    with pytest.raises(OfferFixed):
        confirmed(shop, offer_id)
    assert withdraw(2, "Wrong prices") == 3
    with pytest.raises(OfferFixed):
        withdraw(3, "Wrong prices")


def test_nothing_of_a_blocked_supplier_is_confirmed(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    offer_id = an_offer(shop, supplier_id, an_offered(medicine))
    block_supplier(actor=shop.owner, supplier_id=supplier_id, version=1, reason="Licence ended")

    with pytest.raises(OffererBlocked):
        confirmed(shop, offer_id)


def test_who_may_enter_offers_may_not_confirm_them(shop: Shop) -> None:
    offer_id = an_offer(shop, a_supplier(shop), an_offered(add_medicine(shop)))

    with pytest.raises(NotPermitted):
        confirm_offer(
            actor=add_staff("restocker", shop.branch_id),
            branch_id=shop.branch_id,
            offer_id=offer_id,
            version=1,
        )


def test_a_change_after_confirming_is_found(shop: Shop) -> None:
    offer_id = confirmed(shop, an_offer(shop, a_supplier(shop), an_offered(add_medicine(shop))))

    def found() -> list[str]:
        return [
            violation.code
            for result in run_checks()
            for violation in result.violations
            if violation.code.startswith("offers.")
        ]

    assert found() == []
    OfferLine.objects.filter(offer_id=offer_id).update(price=1)
    assert found() == ["offers.offer_changed"]
