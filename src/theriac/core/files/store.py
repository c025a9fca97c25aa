"""Keeping files, opening them, letting them go.

The file is written before its row; when the row isn't committed the file is swept away later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.db import transaction

from theriac.core.actor import Actor
from theriac.core.files.documents import EXTENSIONS, PreparedDocument, prepare_document
from theriac.core.files.images import PreparedImage, prepare_image
from theriac.core.files.models import FileKind, StoredFile
from theriac.core.ids import new_id
from theriac.core.problems import NotFound

_CHUNK_BYTES = 1 << 20


class Variant(StrEnum):
    """Which form of a picture is meant."""

    FULL = "full"
    THUMBNAIL = "thumbnail"


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file open for reading, with what an answer's headers need. Close it after use."""

    file: File[bytes]
    content_type: str
    etag: str
    stored: StoredFile


def files_storage() -> Storage:
    """The storage that holds every file, below one root."""
    return storages["default"]


def store_image(
    image: PreparedImage | BinaryIO, *, actor: Actor, name: str = "", field: str = "image"
) -> StoredFile:
    """Keep a picture and its thumbnail; joins the caller's transaction.

    Inside a command give what ``prepare_image`` made before: rewriting takes a second, and no
    write transaction may last so long. Raises FileRefused at ``field``.
    """
    if not isinstance(image, PreparedImage):
        image = prepare_image(image, field=field)
    file_id = new_id()
    base = f"images/{file_id.hex[-2:]}/{file_id.hex}"
    path = files_storage().save(f"{base}.webp", ContentFile(image.content))
    thumbnail = files_storage().save(f"{base}.96.webp", ContentFile(image.thumbnail))
    return StoredFile.objects.create(
        id=file_id,
        kind=FileKind.IMAGE,
        path=path,
        thumbnail_path=thumbnail,
        original_name=name[:150],
        content_type=image.content_type,
        size=len(image.content),
        sha256=hashlib.sha256(image.content).hexdigest(),
        width=image.width,
        height=image.height,
        created_by=actor.id,
    )


def store_document(
    document: PreparedDocument | BinaryIO, *, actor: Actor, name: str = "", field: str = "file"
) -> StoredFile:
    """Keep a CSV or XLSX file as it is; joins the caller's transaction.

    Raises FileRefused at ``field``.
    """
    if not isinstance(document, PreparedDocument):
        document = prepare_document(document, name=name, field=field)
    file_id = new_id()
    extension = EXTENSIONS[document.content_type]
    document.file.seek(0)
    path = files_storage().save(
        f"documents/{file_id.hex[-2:]}/{file_id.hex}.{extension}", File(document.file)
    )
    document.file.seek(0)
    return StoredFile.objects.create(
        id=file_id,
        kind=FileKind.DOCUMENT,
        path=path,
        original_name=document.name,
        content_type=document.content_type,
        size=document.size,
        sha256=_digest(document.file),
        created_by=actor.id,
    )


def open_file(file_id: UUID, variant: Variant = Variant.FULL) -> OpenedFile:
    """Open a stored file. Raises NotFound when there is no row or no file behind it."""
    stored = StoredFile.objects.filter(id=file_id).first()
    path = "" if stored is None else stored.path
    if stored is not None and variant is Variant.THUMBNAIL:
        path = stored.thumbnail_path
    if stored is None or not path:
        raise NotFound(field=None, file_id=str(file_id))
    try:
        file = files_storage().open(path)
    except FileNotFoundError:
        raise NotFound(file_id=str(file_id)) from None
    return OpenedFile(file, stored.content_type, f'"{stored.sha256[:32]}-{variant}"', stored)


def delete_file(file_id: UUID) -> None:
    """Let a file go: its row now, the file itself after the commit. Nothing when it isn't there."""
    stored = StoredFile.objects.filter(id=file_id).first()
    if stored is None:
        return
    paths = [path for path in (stored.path, stored.thumbnail_path) if path]
    stored.delete()
    transaction.on_commit(lambda: _remove(paths))


def find_broken_files() -> Iterator[tuple[UUID, str]]:
    """Files that are gone or aren't what was stored: their id and ``missing`` or ``altered``."""
    for stored in StoredFile.objects.order_by("id").iterator(500):
        try:
            with files_storage().open(stored.path) as file:
                digest = _digest(file)
        except FileNotFoundError:
            yield stored.id, "missing"
            continue
        if digest != stored.sha256:
            yield stored.id, "altered"


def _remove(paths: list[str]) -> None:
    for path in paths:
        files_storage().delete(path)


def _digest(file: BinaryIO | File[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()
