"""Stored files open again as they were; those without a row are swept; broken ones are found."""

from __future__ import annotations

import hashlib
import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from tests.core.files import samples
from tests.support.jobs import run_due_jobs
from theriac.core.actor import SYSTEM
from theriac.core.clock import now
from theriac.core.files.documents import CSV
from theriac.core.files.images import prepare_image
from theriac.core.files.jobs import sweep_unnamed_files
from theriac.core.files.models import FileKind, StoredFile
from theriac.core.files.problems import FileKindRefused
from theriac.core.files.store import (
    Belonging,
    Variant,
    files_storage,
    find_broken_files,
    open_file,
    store_document,
    store_image,
)
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.catalog.files import IMPORT, PICTURE

pytestmark = pytest.mark.usefixtures("within_a_command")
PICTURES = Belonging(PICTURE)
TABLES = Belonging(IMPORT)


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def _files(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.mark.django_db
@pytest.mark.rows("CAT-15")
def test_a_picture_is_kept_with_its_thumbnail(root: Path) -> None:
    stored = store_image(io.BytesIO(samples.picture("PNG", (400, 200))), actor=SYSTEM, to=PICTURES)
    with open_file(stored.id).file as file:
        content = file.read()
    opened = open_file(stored.id, Variant.THUMBNAIL)
    with opened.file as file:
        thumbnail = file.read()
    assert (opened.content_type, opened.etag) == (
        "image/webp",
        f'"{stored.sha256[:32]}-thumbnail"',
    )
    assert (stored.kind, stored.width, stored.height, stored.created_by) == (
        FileKind.IMAGE,
        400,
        200,
        SYSTEM.id,
    )
    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert len(thumbnail) < len(content)
    assert _files(root) == sorted([stored.path, stored.thumbnail_path])
    assert list(find_broken_files()) == []


@pytest.mark.django_db
def test_a_picture_prepared_before_is_stored_as_it_is() -> None:
    prepared = prepare_image(io.BytesIO(samples.picture("JPEG")))
    stored = store_image(prepared, actor=SYSTEM, to=PICTURES, name="kotak.jpg")
    with open_file(stored.id).file as file:
        assert file.read() == prepared.content
    assert stored.original_name == "kotak.jpg"


@pytest.mark.django_db
def test_a_refused_picture_leaves_nothing(root: Path) -> None:
    with pytest.raises(FileKindRefused):
        store_image(io.BytesIO(b"<svg/>"), actor=SYSTEM, to=PICTURES, name="kotak.png")
    assert (_files(root), StoredFile.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_a_document_is_kept_as_it_is(root: Path) -> None:
    content = b"name,price\nAmoxicillin,1000\n"
    stored = store_document(io.BytesIO(content), actor=SYSTEM, to=TABLES, name="harga.csv")
    with open_file(stored.id).file as file:
        assert file.read() == content
    assert (stored.kind, stored.content_type, stored.original_name, stored.size) == (
        FileKind.DOCUMENT,
        CSV,
        "harga.csv",
        len(content),
    )
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.path.endswith(".csv")
    with pytest.raises(NotFound):
        open_file(stored.id, Variant.THUMBNAIL)


@pytest.mark.django_db
def test_what_is_not_there_is_not_found(root: Path) -> None:
    with pytest.raises(NotFound):
        open_file(new_id())
    stored = store_image(io.BytesIO(samples.picture("PNG")), actor=SYSTEM, to=PICTURES)
    (root / stored.path).unlink()
    with pytest.raises(NotFound):
        open_file(stored.id)
    assert list(find_broken_files()) == [(stored.id, "missing")]
    (root / stored.path).write_bytes(b"something else")
    assert list(find_broken_files()) == [(stored.id, "altered")]


@pytest.mark.django_db
def test_files_that_no_row_names_are_swept_after_a_week(root: Path) -> None:
    kept = store_image(io.BytesIO(samples.picture("PNG")), actor=SYSTEM, to=PICTURES)
    young = store_document(io.BytesIO(b"a,b\n"), actor=SYSTEM, to=TABLES)
    old = store_document(io.BytesIO(b"a,b\n"), actor=SYSTEM, to=TABLES)
    StoredFile.objects.exclude(id=kept.id).delete()
    week = (now() - timedelta(days=8)).timestamp()
    for path in (kept.path, kept.thumbnail_path, old.path):
        os.utime(root / path, (week, week))
    result = sweep_unnamed_files.enqueue()
    run_due_jobs()
    result.refresh()
    assert result.return_value == 1
    assert _files(root) == sorted([kept.path, kept.thumbnail_path, young.path])


@pytest.mark.django_db
def test_a_kind_is_one_of_those_known() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(
            kind="video", path="x", content_type="x", size=1, sha256="", created_by=SYSTEM.id
        )


def test_everything_lies_below_the_data_folder(tmp_path: Path) -> None:
    assert files_storage().path("images/x") == str(tmp_path / "images/x")
    assert settings.DATA_DIR in Path(settings.DATA_DIR / "files").parents
