"""The S3 store as the place of files: Django's storage port on the environment's bucket."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

from theriac.core.files.store import StoreFails
from theriac.integrations.object_storage.access import configured
from theriac.integrations.object_storage.client import ObjectStorage
from theriac.integrations.object_storage.problems import ObjectMissing, ObjectStorageProblem

FOLDER = "files/"
IN_MEMORY_BYTES = 1 << 20


@deconstructible
class ObjectFiles(Storage):
    """Files below ``files/`` in the bucket. Raises StoreFails when the store doesn't answer."""

    def link(self, name: str, *, filename: str, content_type: str) -> str:
        """An address that sends the file as an attachment, for THERIAC_S3_LINK_SECONDS."""
        headers = {
            "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(filename)}",
            "ResponseContentType": content_type,
            "ResponseCacheControl": "no-store",
        }
        with _failing():
            return _bucket().link(FOLDER + name, seconds=settings.S3_LINK_SECONDS, headers=headers)

    def exists(self, name: str) -> bool:
        """Whether there is a file, or a folder with files, of this name."""
        with _failing():
            try:
                _bucket().look(FOLDER + name)
            except ObjectMissing:
                return any(_bucket().names(FOLDER + name))
            return True

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Folders and files directly below ``path``."""
        with _failing():
            return _bucket().names(FOLDER + path)

    def size(self, name: str) -> int:
        """In bytes. Raises FileNotFoundError."""
        with _failing():
            return _bucket().look(FOLDER + name).size

    def get_modified_time(self, name: str) -> datetime:
        """When it was written. Raises FileNotFoundError."""
        with _failing():
            return _bucket().look(FOLDER + name).changed_at

    def delete(self, name: str) -> None:
        """Remove the file; nothing where there is none."""
        with _failing():
            _bucket().delete(FOLDER + name)

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        with _failing():
            held: Any = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 (given away)
            try:
                for piece in _bucket().get(FOLDER + name):
                    held.write(piece)
            except BaseException:
                held.close()
                raise
            held.seek(0)
            return File(held, name)

    def _save(self, name: str, content: Any) -> str:
        with _failing():
            stream = content.file if hasattr(content, "file") else content
            stream.seek(0)
            _bucket().put(FOLDER + name, stream)
            return name


def _bucket() -> ObjectStorage:
    storage = configured()
    if storage is None:
        raise ObjectStorageProblem("THERIAC_FILES is s3, but THERIAC_S3_BUCKET names no bucket")
    return storage


@contextmanager
def _failing() -> Iterator[None]:
    try:
        yield
    except ObjectMissing:
        raise
    except ObjectStorageProblem as problem:
        raise StoreFails(str(problem)) from problem
