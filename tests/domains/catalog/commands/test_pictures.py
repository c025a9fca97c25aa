"""A product's picture."""

from __future__ import annotations

import io
from uuid import uuid4

import pytest
from PIL import Image

from tests.support.shop import add_medicine, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.files.images import PreparedImage, prepare_image
from theriac.core.files.models import StoredFile
from theriac.core.files.store import Variant
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.pictures import set_picture
from theriac.domains.catalog.queries.pictures import open_picture
from theriac.domains.catalog.queries.products import get_product

pytestmark = pytest.mark.django_db
SIZE = (600, 400)


def image(colour: str) -> PreparedImage:
    content = io.BytesIO()
    Image.new("RGB", SIZE, colour).save(content, "PNG")
    content.seek(0)
    return prepare_image(content)


@pytest.mark.rows("CAT-15")
def test_a_new_picture_takes_the_place_of_the_one_before() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    with pytest.raises(NotFound):
        open_picture(actor=shop.owner, product_id=medicine.id, variant=Variant.FULL)

    set_picture(actor=shop.owner, product_id=medicine.id, image=image("teal"))
    newest = set_picture(actor=shop.owner, product_id=medicine.id, image=image("navy"))

    with open_picture(
        actor=shop.owner, product_id=medicine.id, variant=Variant.THUMBNAIL
    ).file as file:
        assert Image.open(file).size == (96, 64)
    before, after = StoredFile.objects.order_by("created_at")
    assert (after.id, after.keep_until, after.record_id) == (newest, None, medicine.id)
    assert before.keep_until is not None
    told = AuditRecord.objects.filter(reason="picture").order_by("-id")[0].facts
    assert told["before"] == {"image_id": str(before.id)}
    assert told["after"] == {"image_id": str(newest)}
    product = get_product(actor=shop.owner, product_id=medicine.id)
    assert product is not None
    assert (product.has_picture, product.version) == (True, 3)
    with pytest.raises(NotFound):
        set_picture(actor=shop.owner, product_id=uuid4(), image=image("red"))
