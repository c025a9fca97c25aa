"""The thumbnails of the tiles: for paired devices, and the picture of today alone."""

from __future__ import annotations

import io
from uuid import UUID, uuid4

import pytest
from django.test import Client
from PIL import Image

from tests.domains.catalog.commands.test_pictures import SIZE, image
from tests.support.shop import Medicine, Shop, add_medicine
from tests.surfaces.counter.views.conftest import Device
from theriac.domains.catalog.commands.pictures import set_picture
from theriac.domains.catalog.models import Product
from theriac.surfaces.counter.views import pictures

pytestmark = pytest.mark.rows("CAT-15")


def with_picture(shop: Shop, medicine: Medicine, colour: str = "teal") -> str:
    """Give it a picture; its address as the feed tells it."""
    set_picture(actor=shop.owner, product_id=medicine.id, image=image(colour))
    files = Product.objects.filter(id=medicine.id).values_list("image_id", flat=True)
    return address(medicine.id, files.get())


def address(product_id: UUID, file_id: UUID | None) -> str:
    return f"/counter/pictures/{product_id}/{file_id}"


def test_a_paired_device_gets_the_thumbnail_and_may_keep_it(device: Device) -> None:
    answer = device.client.get(with_picture(device.shop, add_medicine(device.shop)))
    assert answer.status_code == 200
    with Image.open(io.BytesIO(answer.content)) as opened:
        assert max(opened.size) < max(SIZE)
    assert answer["Content-Type"].startswith("image/")
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"


def test_a_later_picture_has_another_address_and_the_earlier_one_ends(device: Device) -> None:
    medicine = add_medicine(device.shop)
    first = with_picture(device.shop, medicine)
    second = with_picture(device.shop, medicine, "red")
    assert first != second
    assert [device.client.get(one).status_code for one in (first, second)] == [404, 200]


def test_whoever_isnt_paired_and_what_has_no_picture_get_nothing(device: Device) -> None:
    medicine = add_medicine(device.shop)
    bare = add_medicine(device.shop, "Without a picture")
    pictured = with_picture(device.shop, medicine)
    assert Client().get(pictured).status_code == 404
    for one in (address(bare.id, uuid4()), address(uuid4(), uuid4())):
        assert device.client.get(one).status_code == 404
    assert device.client.post(pictured).status_code == 405


def test_more_than_a_device_keeps_isnt_sent(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = with_picture(device.shop, add_medicine(device.shop))
    size = len(device.client.get(where).content)
    monkeypatch.setattr(pictures, "LARGEST", size)
    assert device.client.get(where).status_code == 200
    monkeypatch.setattr(pictures, "LARGEST", size - 1)
    assert device.client.get(where).status_code == 404
