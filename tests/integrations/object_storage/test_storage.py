"""Files in a real S3 store: kept, opened, linked, swept and broken ones found, as in a folder."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest

from tests.core.files import samples
from tests.support.backoffice import client_of
from tests.support.object_store import bucket, s3_server
from tests.support.patients import register
from tests.support.programs import own_port
from tests.support.shop import add_medicine, open_shop
from theriac.core.files.commands import add_file, read_file
from theriac.core.files.intake import take
from theriac.core.files.links import sign_link
from theriac.core.files.models import StoredFile
from theriac.core.files.problems import StoreUnreachable
from theriac.core.files.purposes import Purpose
from theriac.core.files.store import Variant, files_storage, find_broken_files, open_file
from theriac.domains.accounts.models import User
from theriac.domains.catalog.files import LEAFLET
from theriac.domains.patients.files import PRESCRIPTION
from theriac.integrations.object_storage import configured

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
BACKEND = "theriac.integrations.object_storage.storage.ObjectFiles"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3_server() as address:
        bucket(address, "apotek")
        yield address


@pytest.fixture
def s3(server: str, settings: Any) -> str:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": BACKEND}}
    settings.S3_BUCKET, settings.S3_ENDPOINT = "apotek", server
    settings.S3_KEY_ID, settings.S3_SECRET, settings.S3_PREFIX = "tester", "secret", "theriac"
    return server


def hand_in(shop: Any, purpose: Purpose, record_id: Any) -> Any:
    prepared = take(io.BytesIO(samples.picture("PNG")), purpose=purpose, actor=shop.owner)
    return add_file(
        actor=shop.owner,
        branch_id=shop.branch_id,
        purpose=purpose,
        prepared=prepared,
        record_id=record_id,
    )


@pytest.mark.rows("OPS-11")
def test_the_environment_alone_moves_files_to_the_store(s3: str) -> None:
    shop = open_shop()
    file_id = hand_in(shop, LEAFLET, add_medicine(shop).id)
    stored = StoredFile.objects.get(id=file_id)
    store = configured()
    assert store is not None
    kept = b"".join(store.get(f"files/{stored.path}"))
    with open_file(file_id).file as file:
        assert file.read() == kept
    with open_file(file_id, Variant.THUMBNAIL).file as file:
        assert file.read()[:4] == b"RIFF"
    assert list(find_broken_files()) == []
    store.put(f"files/{stored.path}", b"something else")
    assert list(find_broken_files()) == [(file_id, "altered")]
    files_storage().delete(stored.path)
    assert list(find_broken_files()) == [(file_id, "missing")]


@pytest.mark.rows("OPS-11")
def test_a_download_is_the_stores_own_link_of_minutes(s3: str) -> None:
    shop = open_shop()
    owner = client_of(shop, "owner")
    person = User.objects.get_by_natural_key("owner")
    file_id = hand_in(shop, LEAFLET, add_medicine(shop).id)
    link = sign_link(file_id, person.id)[0]
    answer = owner.get(f"/files/{file_id}/content/", {"link": link})
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{s3}/apotek/theriac/files/images/")
    assert "X-Amz-Expires=120" in answer["Location"]
    with urlopen(answer["Location"]) as sent:
        assert sent.headers["Content-Disposition"].startswith("attachment")
        assert sent.read()[:4] == b"RIFF"


def test_a_patients_file_is_ciphertext_there_and_comes_from_here(s3: str) -> None:
    shop = open_shop()
    file_id = hand_in(shop, PRESCRIPTION, register(shop))
    stored = StoredFile.objects.get(id=file_id)
    store = configured()
    assert store is not None
    kept = b"".join(store.get(f"files/{stored.path}"))
    assert (kept[:2], b"RIFF" in kept) == (b"1.", False)
    with read_file(actor=shop.owner, file_id=file_id).file as file:
        assert file.read()[:4] == b"RIFF"


def test_a_store_that_doesn_t_answer_is_a_sentence(s3: str, settings: Any) -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    settings.S3_ENDPOINT = f"http://127.0.0.1:{own_port()}"
    with pytest.raises(StoreUnreachable):
        hand_in(shop, LEAFLET, medicine.id)
    assert StoredFile.objects.count() == 0
