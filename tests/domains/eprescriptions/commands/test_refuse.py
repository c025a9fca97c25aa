"""Refusing what waited, and letting go of its details."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.eprescriptions import (
    CLINIC,
    a_bundle,
    a_doctor,
    a_patient,
    a_request,
    a_system,
    an_eprescription,
    send,
)
from tests.support.eprescriptions import (
    at_eprescription as at,
)
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.privacy.erasure import apply_destroyed_keys
from theriac.core.privacy.keys import destroy_keys, open_keys
from theriac.domains.eprescriptions.commands.refuse import let_go, refuse_eprescription
from theriac.domains.eprescriptions.models import EPrescription, ReceivedBundle
from theriac.domains.eprescriptions.problems import BundleRefused, EPrescriptionUnknown


@pytest.mark.django_db
@pytest.mark.rows("RX-06")
def test_what_is_refused_is_gone_and_may_come_again(shop: Shop) -> None:
    system = a_system(shop)
    one = an_eprescription(shop, system, value="9")
    with pytest.raises(BundleRefused):
        refuse_eprescription(**at(shop, one), reason_code="whim")
    with pytest.raises(EPrescriptionUnknown):
        refuse_eprescription(**at(shop, one, branch_id=UUID(int=1)), reason_code="unclear")
    refuse_eprescription(**at(shop, one), reason_code="unclear")
    found = EPrescription.objects.get(id=one)
    assert (found.state, found.number_key, found.reason_code) == ("refused", None, "unclear")
    assert open_keys([found.bundle_id]) == {}
    again = a_request("mr9", groupIdentifier={"system": f"{CLINIC}/prescriptions", "value": "RX-9"})
    send(shop, a_bundle(a_patient(), a_doctor("STR-0"), again, value="B-10"), system)
    assert EPrescription.objects.filter(state="waiting").count() == 1


@pytest.mark.django_db
def test_what_nobody_settles_is_let_go_after_ninety_days(shop: Shop) -> None:
    one = an_eprescription(shop)
    assert let_go(actor=SYSTEM) == 0
    with clock.at(clock.now() + timedelta(days=91)):
        assert let_go(actor=SYSTEM) == 1
    found = EPrescription.objects.get(id=one)
    assert (found.state, found.reason_code) == ("refused", "expired")


@pytest.mark.django_db
def test_a_backup_forgets_what_was_let_go_since(shop: Shop) -> None:
    one = an_eprescription(shop)
    bundle_id = EPrescription.objects.get(id=one).bundle_id
    destroy_keys([bundle_id])
    assert apply_destroyed_keys() == 1
    assert ReceivedBundle.objects.get().emptied_at is not None
    assert EPrescription.objects.get(id=one).state == "refused"
    assert apply_destroyed_keys() == 0
