"""Another priority or quantity, with the reason and the version that was seen."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.waitlist import at, join, states
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Stale, Unprocessable
from theriac.domains.waitlist.commands.change import change_wait
from theriac.domains.waitlist.problems import WaitDiffers, WaitRefused, WaitUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CUS-09")]


def test_a_change_keeps_the_place_in_time_and_serves_the_line(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first, second = join(shop, medicine, 5, "A1"), join(shop, medicine, 2, "A2")
    stock_up(shop, medicine, 3)
    assert states() == {"A1": "waiting", "A2": "waiting"}
    change_wait(**at(shop, second), priority="urgent", quantity=2, reason="fever")
    assert states() == {"A2": "offered", "A1": "waiting"}
    record = AuditRecord.objects.filter(object_id=second, command="waitlist.change").earliest("id")
    assert record.reason == "fever"
    assert record.facts["before"] == {"priority": "normal", "quantity": 2}
    assert record.facts["after"] == {"priority": "urgent", "quantity": 2}
    change_wait(**at(shop, first), priority="normal", quantity=1, reason="takes one")
    assert states() == {"A2": "offered", "A1": "offered"}


def test_what_cant_be_changed_is_refused(shop: Shop) -> None:
    medicine = add_medicine(shop)
    wait = join(shop, medicine, 5, "A1")
    with pytest.raises(Unprocessable):
        change_wait(**at(shop, wait), priority="urgent", quantity=5, reason=" ")
    with pytest.raises(WaitRefused):
        change_wait(**at(shop, wait), priority="normal", quantity=5, reason="none")
    with pytest.raises(WaitRefused):
        change_wait(**at(shop, wait), priority="normal", quantity=0, reason="none")
    with pytest.raises(Stale):
        change_wait(**{**at(shop, wait), "version": 9}, priority="urgent", quantity=5, reason="x")
    with pytest.raises(WaitUnknown):
        change_wait(
            **{**at(shop, wait), "wait_id": medicine.id}, priority="urgent", quantity=5, reason="x"
        )
    stock_up(shop, medicine, 5)
    with pytest.raises(WaitDiffers) as refused:
        change_wait(**at(shop, wait), priority="urgent", quantity=5, reason="x")
    assert refused.value.facts["state"] == "offered"
