"""A picture is taken and shown small in the list; a broken file is refused with a sentence."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.support.shop import Shop, add_medicine
from theriac.core.files.models import StoredFile
from theriac.core.files.store import files_storage


def png() -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(buffer, "PNG")
    return SimpleUploadedFile("box.png", buffer.getvalue(), "image/png")


@pytest.mark.rows("CAT-15")
def test_upload_then_the_list_shows_a_thumbnail(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    address = f"/products/{medicine.id}/picture/"
    assert f"{address}thumbnail/" not in owner.get("/products/").text
    assert owner.post(address, {"image": png()}).status_code == 302
    assert f"{address}thumbnail/" in owner.get("/products/").text
    shown: Any = owner.get(f"{address}thumbnail/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert b"".join(shown.streaming_content)[:4] == b"RIFF"
    again = owner.get(f"{address}thumbnail/", headers={"If-None-Match": shown["ETag"]})
    assert again.status_code == 304


@pytest.mark.rows("CAT-15")
def test_a_broken_upload_is_refused_beside_its_field(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    broken = SimpleUploadedFile("box.png", png().read()[:40], "image/png")
    page = owner.post(f"/products/{medicine.id}/picture/", {"image": broken})
    assert page.status_code == 422
    assert "image" in page.context["form"].errors
    text = SimpleUploadedFile("box.png", b"not a picture", "image/png")
    assert owner.post(f"/products/{medicine.id}/picture/", {"image": text}).status_code == 422
    assert not StoredFile.objects.exists()


@pytest.mark.rows("CAT-15")
def test_a_file_that_is_gone_shows_a_placeholder(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    owner.post(f"/products/{medicine.id}/picture/", {"image": png()})
    stored = StoredFile.objects.get()
    files_storage().delete(stored.thumbnail_path)
    shown = owner.get(f"/products/{medicine.id}/picture/thumbnail/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/svg+xml")
