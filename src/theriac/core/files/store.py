"""Keeping files, opening them, finding broken ones; in a folder or an S3 store, behind one port.

The file is written before its row; when the row isn't committed the file is swept away later. A
file about a person is encrypted under their key before it is written.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from secrets import token_hex
from typing import Any, BinaryIO
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.clock import now
from theriac.core.files.checks.pdfs import PreparedPdf
from theriac.core.files.documents import EXTENSIONS, PreparedDocument, prepare_document
from theriac.core.files.images import PreparedImage, prepare_image
from theriac.core.files.models import FileKind, StoredFile
from theriac.core.files.problems import StoreUnreachable
from theriac.core.files.purposes import FileHolder, Purpose, day_of_keeping
from theriac.core.ids import new_id
from theriac.core.privacy.keys import open_keys, refuse_damaged, refuse_missing
from theriac.core.problems import NotFound
from theriac.core.sealing.ciphers import decrypt, encrypt
from theriac.core.sealing.encoding import CantOpen

_CHUNK_BYTES = 1 << 20


class StoreFails(Exception):
    """A store that isn't on this machine doesn't answer; stores of ``settings`` may raise it."""


class Variant(StrEnum):
    """Which form of a picture is meant."""

    FULL = "full"
    THUMBNAIL = "thumbnail"


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a file is for, where it was handed in, and which record it belongs to."""

    purpose: Purpose
    branch_id: UUID | None = None
    holder: FileHolder | None = None


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
    image: PreparedImage | BinaryIO,
    *,
    actor: Actor,
    to: Belonging,
    name: str = "",
    field: str = "image",
) -> StoredFile:
    """Keep a picture and its thumbnail; joins the caller's transaction.

    Inside a command give what ``prepare_image`` made before: rewriting takes a second, and no
    write transaction may last so long. Raises FileRefused at ``field``, StoreUnreachable.
    """
    if not isinstance(image, PreparedImage):
        image = prepare_image(image, field=field)
    return store(image, actor=actor, to=to, name=name)


def store_document(
    document: PreparedDocument | BinaryIO,
    *,
    actor: Actor,
    to: Belonging,
    name: str = "",
    field: str = "file",
) -> StoredFile:
    """Keep a CSV or XLSX file as it is; joins the caller's transaction.

    Raises FileRefused at ``field``, StoreUnreachable.
    """
    if not isinstance(document, PreparedDocument):
        document = prepare_document(document, name=name, field=field)
    return store(document, actor=actor, to=to)


def store(
    prepared: PreparedImage | PreparedDocument | PreparedPdf,
    *,
    actor: Actor,
    to: Belonging,
    name: str = "",
) -> StoredFile:
    """Keep what was prepared; joins the caller's transaction. Raises StoreUnreachable."""
    row = write(prepared, actor=actor, to=to, name=name)
    row.save(force_insert=True)
    return row


def write(
    prepared: PreparedImage | PreparedDocument | PreparedPdf,
    *,
    actor: Actor,
    to: Belonging,
    name: str = "",
) -> StoredFile:
    """Write what was prepared, its row not yet; call it before a transaction begins.

    A file whose row never follows is swept away. Raises StoreUnreachable.
    """
    is_image = isinstance(prepared, PreparedImage)
    row = StoredFile(
        id=new_id(),
        kind=FileKind.IMAGE if is_image else FileKind.DOCUMENT,
        content_type=prepared.content_type,
        created_at=now(),
        created_by=actor.id,
        purpose=to.purpose.code,
        branch_id=None if to.purpose.is_shared else to.branch_id,
        scan=prepared.scan,
        keep_until=to.purpose.kept_until(day_of_keeping()),
    )
    if to.holder is not None:
        row.record_kind, row.record_id = to.holder.kind, to.holder.id
        row.person_id = to.holder.person_id
    if isinstance(prepared, PreparedImage):
        row.width, row.height = prepared.width, prepared.height
    if row.person_id is None:
        given = name if isinstance(prepared, PreparedImage) else prepared.name
        row.original_name = given[:150]
    try:
        _write(row, prepared)
    except StoreFails as problem:
        raise _unreachable() from problem
    return row


def open_file(file_id: UUID, variant: Variant = Variant.FULL) -> OpenedFile:
    """Open a stored file. Raises NotFound without a row or a file behind it, StoreUnreachable."""
    stored = StoredFile.objects.filter(id=file_id).first()
    if stored is None:
        raise NotFound(field=None, file_id=str(file_id))
    return open_stored(stored, variant)


def is_kept(file_id: UUID) -> bool:
    """Whether a file has a row still."""
    return bool(StoredFile.objects.filter(id=file_id).exists())


def open_stored(stored: StoredFile, variant: Variant = Variant.FULL) -> OpenedFile:
    """As ``open_file``. Raises Erased or Unreadable for a person whose key is gone or wrong."""
    path = stored.thumbnail_path if variant is Variant.THUMBNAIL else stored.path
    if not path:
        raise NotFound(field=None, file_id=str(stored.id))
    try:
        file: File[bytes] = files_storage().open(path)
    except FileNotFoundError:
        raise NotFound(
            _("The file is missing from storage. Tell the administrator."), file_id=str(stored.id)
        ) from None
    except StoreFails as problem:
        raise _unreachable() from problem
    if stored.person_id is not None:
        with file:
            file = ContentFile(_decrypted(stored, stored.person_id, file.read()))
    return OpenedFile(file, stored.content_type, f'"{stored.sha256[:32]}-{variant}"', stored)


def address_elsewhere(stored: StoredFile, filename: str) -> str:
    """An address of the store that opens the file for minutes; "" where it comes from here.

    What is encrypted under a person's key always comes from here.
    """
    link: Any = getattr(files_storage(), "link", None)
    if link is None or stored.person_id is not None:
        return ""
    try:
        return str(link(stored.path, filename=filename, content_type=stored.content_type))
    except StoreFails as problem:
        raise _unreachable() from problem


def find_broken_files() -> Iterator[tuple[UUID, str]]:
    """Files that are gone or aren't what was stored: their id and ``missing`` or ``altered``.

    What is removed with its row while this reads is neither.
    """
    for stored in StoredFile.objects.order_by("id").iterator(500):
        try:
            with files_storage().open(stored.path) as file:
                digest = _digest(file)
        except FileNotFoundError:
            if StoredFile.objects.filter(id=stored.id).exists():
                yield stored.id, "missing"
            continue
        if digest != stored.sha256:
            yield stored.id, "altered"


def remove(paths: list[str]) -> None:
    """Remove files whose rows are gone; what the store keeps for now, the sweep takes later."""
    for path in paths:
        try:
            files_storage().delete(path)
        except StoreFails:
            return


def _write(row: StoredFile, prepared: PreparedImage | PreparedDocument | PreparedPdf) -> None:
    """Write the file, and let the row know where it is, its size and its hash."""
    if isinstance(prepared, PreparedDocument):
        folder, extension = "documents", EXTENSIONS[prepared.content_type]
        content: BinaryIO = prepared.file
    else:
        is_image = isinstance(prepared, PreparedImage)
        folder, extension = ("images", "webp") if is_image else ("documents", "pdf")
        content = io.BytesIO(prepared.content)
    if row.person_id is not None:
        folder, extension = "sealed", "bin"
    name = token_hex(16)
    base = f"{folder}/{name[-2:]}/{name}"
    row.path = f"{base}.{extension}"
    content.seek(0)
    if row.person_id is not None:
        content = io.BytesIO(_encrypted(row, row.person_id, content.read()))
    row.path = files_storage().save(f"{base}.{extension}", File(content))
    row.size = content.seek(0, 2)
    content.seek(0)
    row.sha256 = _digest(content)
    if isinstance(prepared, PreparedImage) and row.person_id is None:
        thumbnail = ContentFile(prepared.thumbnail)
        row.thumbnail_path = files_storage().save(f"{base}.96.webp", thumbnail)


def _place(stored: StoredFile) -> str:
    return f"file {stored.path.partition('.')[0]}"


def _key(person_id: UUID) -> bytes:
    key = open_keys([person_id]).get(person_id)
    if key is None:
        refuse_missing(person_id)
    return key


def _encrypted(stored: StoredFile, person_id: UUID, content: bytes) -> bytes:
    return encrypt(_key(person_id), person_id.hex, content, _place(stored)).encode()


def _decrypted(stored: StoredFile, person_id: UUID, content: bytes) -> bytes:
    try:
        return decrypt(_key(person_id), content.decode("ascii", "replace"), _place(stored))
    except (CantOpen, ValueError) as problem:
        refuse_damaged(CantOpen(str(problem) if isinstance(problem, CantOpen) else "damaged"))


def _unreachable() -> StoreUnreachable:
    return StoreUnreachable(
        _(
            "Try again in a few minutes. If the problem continues, tell the administrator "
            "that the S3 file storage doesn't respond."
        )
    )


def _digest(file: BinaryIO | File[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()
