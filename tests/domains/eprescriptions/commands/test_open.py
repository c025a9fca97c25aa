"""Opening an electronic prescription: what was sent and what it means here, each look recorded."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.eprescriptions import an_eprescription
from tests.support.shop import Shop, add_staff
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.eprescriptions.commands.open import open_eprescription
from theriac.domains.eprescriptions.commands.refuse import refuse_eprescription
from theriac.domains.eprescriptions.ids import EPrescriptionId
from theriac.domains.eprescriptions.problems import EPrescriptionUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-06")]


def test_it_tells_what_was_sent_until_it_is_gone(shop: Shop) -> None:
    one = EPrescriptionId(an_eprescription(shop))
    at = {"branch_id": shop.branch_id, "eprescription_id": one}
    opened = open_eprescription(actor=shop.owner, **at)
    assert opened.sent is not None
    assert opened.match is not None
    assert (opened.sent.patient.names, opened.match.patient_id) == ("Siti Rahayu", None)
    looks = AuditRecord.objects.filter(command="eprescriptions.open", object_id=one)
    assert looks.count() == 1
    with pytest.raises(NotPermitted):
        open_eprescription(actor=add_staff("manager", shop.branch_id, "budi"), **at)
    with pytest.raises(EPrescriptionUnknown):
        open_eprescription(actor=shop.owner, **{**at, "branch_id": UUID(int=1)})
    refuse_eprescription(actor=shop.owner, **at, version=1, reason_code="withdrawn")
    opened = open_eprescription(actor=shop.owner, **at)
    assert (opened.sent, opened.match) == (None, None)
