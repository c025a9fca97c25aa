"""The logo on receipts: kept, exchanged, taken away, each on the trail."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.support.shop import Shop
from theriac.core.audit.models import AuditRecord
from theriac.core.files.images import PreparedImage, prepare_image
from theriac.core.problems import Stale
from theriac.domains.organisation.commands.receipt_logo import set_receipt_logo
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.organisation.queries.branches import get_settings
from theriac.domains.sale_documents.templates import logo_of, own_part

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-21")]


def picture(shop: Shop) -> PreparedImage:
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "black").save(file, "PNG")
    return prepare_image(file, actor=shop.owner)


def test_a_logo_comes_and_goes(shop: Shop) -> None:
    given = {"actor": shop.owner, "pharmacy_id": shop.pharmacy_id}
    first = PharmacySettings.objects.get().version

    version = set_receipt_logo(**given, version=first, image=picture(shop))

    kept = PharmacySettings.objects.get().receipt_logo_id
    assert logo_of(shop.owner, own_part(get_settings()))[:4] in (b"RIFF", b"\x89PNG")
    with pytest.raises(Stale):
        set_receipt_logo(**given, version=first, image=None)
    set_receipt_logo(**given, version=version, image=None)
    assert logo_of(shop.owner, own_part(get_settings())) == b""
    told = AuditRecord.objects.filter(command="organisation.set_receipt_logo")
    facts = told.latest("recorded_at").facts
    assert facts["before"] == {"receipt_logo_id": str(kept)}
    assert facts["after"] == {"receipt_logo_id": None}
