"""The client: put, put under lock, get, look, list, delete, and links that expire.

Names are paths with forward slashes below the access's prefix. What is put carries its SHA-256,
which the store checks on arrival; what is read is checked by the caller, who knows the hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO

from theriac.core.clock import now
from theriac.integrations.object_storage.problems import (
    ObjectMissing,
    ObjectStorageProblem,
    ObjectTaken,
)

if TYPE_CHECKING:
    from theriac.integrations.object_storage.access import Access

CONNECT_SECONDS = 5
READ_SECONDS = 20
TRIES = 2
CHUNK_BYTES = 1 << 20
OPTIONAL = "An S3 store needs boto3. Install it with: pip install -r requirements/s3.txt"

_MISSING = {"404", "NoSuchKey", "NotFound", "NoSuchVersion"}
_TAKEN = {"412", "PreconditionFailed", "ConditionalRequestConflict"}


@dataclass(frozen=True, slots=True)
class StoredObject:
    """What the store tells of an object; ``locked_until`` is None without a lock."""

    name: str
    size: int
    changed_at: datetime
    locked_until: datetime | None = None


class ObjectStorage:
    """One bucket below one prefix. May be shared by threads.

    Every method raises ObjectStorageProblem when the store doesn't answer in time or refuses.
    """

    def __init__(self, access: Access) -> None:
        self.access = access

    def describe(self) -> str:
        """Where it is, for people; never a key."""
        return f"s3://{self.access.bucket}/{self._key('')}"

    def put(
        self, name: str, content: bytes | BinaryIO, *, content_type: str = "", new: bool = False
    ) -> None:
        """Write an object whole. ``new``: raises ObjectTaken where the name is taken."""
        self._put(name, content, content_type, {"IfNoneMatch": "*"} if new else {})

    def put_locked(
        self, name: str, content: bytes | BinaryIO, *, until: datetime | None = None
    ) -> datetime:
        """Write a new object that nobody, its owner included, may change or remove; until when.

        The lock's mode is COMPLIANCE; the bucket must have been made with object lock. Without
        ``until`` it holds for the access's ``lock_days``. Raises ObjectTaken.
        """
        end = until or now() + timedelta(days=self.access.lock_days)
        lock = {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": end}
        self._put(name, content, "", {"IfNoneMatch": "*", **lock})
        return end

    def get(self, name: str) -> Iterator[bytes]:
        """The object in pieces. Raises ObjectMissing."""
        with self._talking(name):
            body = self._client.get_object(**self._named(name))["Body"]
            try:
                yield from body.iter_chunks(CHUNK_BYTES)
            finally:
                body.close()

    def look(self, name: str) -> StoredObject:
        """Size, time and lock of an object. Raises ObjectMissing."""
        with self._talking(name):
            head = self._client.head_object(**self._named(name))
        until = head.get("ObjectLockRetainUntilDate")
        return StoredObject(name, head["ContentLength"], head["LastModified"], until)

    def names(self, folder: str) -> tuple[list[str], list[str]]:
        """Folders and objects directly below ``folder``, each by its last part, sorted."""
        start = self._key(f"{folder.strip('/')}/") if folder.strip("/") else self._key("")
        folders: list[str] = []
        objects: list[str] = []
        with self._talking(folder):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.access.bucket, Prefix=start, Delimiter="/"
            )
            for page in pages:
                below = page.get("CommonPrefixes", ())
                folders += [one["Prefix"][len(start) : -1] for one in below]
                objects += [one["Key"][len(start) :] for one in page.get("Contents", ())]
        return sorted(folders), sorted(name for name in objects if name)

    def delete(self, name: str) -> None:
        """Remove an object; nothing where there is none."""
        with self._talking(name):
            self._client.delete_object(**self._named(name))

    def link(self, name: str, *, seconds: int, headers: dict[str, str] | None = None) -> str:
        """An address that opens the object for so many seconds, without any other right.

        ``headers`` are those of the answer: ``ResponseContentDisposition`` and its like.
        """
        with self._talking(name):
            return str(
                self._client.generate_presigned_url(
                    "get_object",
                    Params={**self._named(name), **(headers or {})},
                    ExpiresIn=seconds,
                )
            )

    def _put(
        self, name: str, content: bytes | BinaryIO, content_type: str, more: dict[str, Any]
    ) -> None:
        with self._talking(name):
            self._client.put_object(
                **self._named(name),
                Body=content,
                ContentType=content_type or "application/octet-stream",
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=base64.b64encode(_digest(content)).decode(),
                **more,
            )

    def _key(self, name: str) -> str:
        return f"{self.access.prefix}/{name}" if self.access.prefix else name

    def _named(self, name: str) -> dict[str, str]:
        if not name or name.startswith("/") or ".." in name.split("/"):
            raise ObjectStorageProblem(f"{name!r} is no name of an object")
        return {"Bucket": self.access.bucket, "Key": self._key(name)}

    @cached_property
    def _client(self) -> Any:
        try:
            import boto3  # noqa: PLC0415 (optional)
            from botocore.config import Config  # noqa: PLC0415 (optional)
        except ModuleNotFoundError:
            raise ObjectStorageProblem(OPTIONAL) from None
        session = boto3.session.Session(
            aws_access_key_id=self.access.key_id or None,
            aws_secret_access_key=self.access.secret or None,
            region_name=self.access.region,
        )
        return session.client(
            "s3",
            endpoint_url=self.access.endpoint or None,
            config=Config(
                connect_timeout=CONNECT_SECONDS,
                read_timeout=READ_SECONDS,
                retries={"total_max_attempts": TRIES, "mode": "standard"},
                signature_version="s3v4",
                s3={"addressing_style": "path" if self.access.endpoint else "auto"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    @contextmanager
    def _talking(self, name: str) -> Iterator[None]:
        """Turn what boto3 raises into ours; nothing of a request (keys, signature) is told."""
        client = self._client
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 (optional)

        try:
            yield
        except client.exceptions.ClientError as problem:
            raise _named_problem(problem, name, self.describe()) from None
        except (BotoCoreError, ClientError) as problem:
            raise ObjectStorageProblem(
                f"{self.describe()} doesn't answer: {type(problem).__name__}"
            ) from None


def _named_problem(problem: Any, name: str, place: str) -> ObjectStorageProblem:
    error = problem.response.get("Error", {})
    code = str(error.get("Code", ""))
    if code in _MISSING:
        return ObjectMissing(f"{place}{name} isn't there")
    if code in _TAKEN:
        return ObjectTaken(f"{place}{name} is there already")
    return ObjectStorageProblem(f"{place}{name}: {code} {error.get('Message', '')}".strip())


def _digest(content: bytes | BinaryIO) -> bytes:
    """SHA-256 of the whole; a stream is at its start afterwards."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).digest()
    content.seek(0)
    digest = hashlib.sha256()
    while piece := content.read(CHUNK_BYTES):
        digest.update(piece)
    content.seek(0)
    return digest.digest()
