"""The S3 store of heads: each object written once, under COMPLIANCE lock, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.conf import settings

from theriac.core.seal.commands import followed_logs
from theriac.core.seal.models import SealHead, SealLog
from theriac.core.seal.publication import (
    LACKS,
    SealBroken,
    compare_with_store,
    is_log_name,
    publish_to,
)
from theriac.core.seal.stores.further import offers
from theriac.core.seal.stores.port import SealStore, StoreConflict, StoreLacks, StoreProblem
from theriac.integrations.object_storage import (
    ObjectStorage,
    ObjectStorageProblem,
    ObjectTaken,
    configured,
)

CODE = "s3"
FOLDER = "seal/"


class ObjectStore:
    """The store of heads in a bucket, as ``SealStore`` and as further store."""

    code = CODE
    every = timedelta(0)

    def __init__(self, objects: ObjectStorage) -> None:
        self._objects = objects

    def describe(self) -> str:
        """Bucket and folder."""
        return f"{self._objects.describe()}{FOLDER}"

    def put(self, name: str, content: Iterable[bytes]) -> None:
        """Add an object under lock. Raises StoreConflict where other content has the name."""
        data = b"".join(content)
        try:
            self._objects.put_locked(FOLDER + name, data)
        except ObjectTaken:
            if b"".join(self._pieces(name)) != data:
                raise StoreConflict(f"{self.describe()}{name} holds other content") from None
        except ObjectStorageProblem as problem:
            raise StoreProblem(str(problem)) from problem

    def lines(self, name: str) -> Iterator[bytes]:
        rest = b""
        for piece in self._pieces(name):
            *whole, rest = (rest + piece).split(b"\n")
            for line in whole:
                yield line + b"\n"
        if rest:
            yield rest

    def names(self, folder: str) -> list[str]:
        """What is below a folder; folders end with a slash."""
        try:
            folders, objects = self._objects.names(FOLDER + folder)
        except ObjectStorageProblem as problem:
            raise StoreProblem(str(problem)) from problem
        return sorted([*(f"{name}/" for name in folders), *objects])

    def send(self, log: SealLog, published: int, newest: SealHead) -> None:
        """Publish heads and leaves beyond what the bucket has. Raises StoreProblem."""
        try:
            self._refuse_unknown_logs()
            reached = compare_with_store(log, self, published)
        except SealBroken as broken:
            if broken.code == LACKS:
                words = f"{self.describe()} lost heads over {broken.words} rows"
                raise StoreLacks(words) from broken
            words = f"{self.describe()} knows other heads than the database: {broken.code}"
            raise StoreConflict(words) from broken
        for _head in publish_to(self, log, reached):
            pass

    def _refuse_unknown_logs(self) -> None:
        """Raise SealBroken where a log is there that this database neither has nor follows."""
        known = set(SealLog.objects.values_list("name", flat=True)) | followed_logs()
        for name in self.names(""):
            if is_log_name(name.rstrip("/")) and name.rstrip("/") not in known:
                raise SealBroken("unknown", name.rstrip("/"))

    def readable(self) -> SealStore:
        """Itself."""
        return self

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            yield from self._objects.get(FOLDER + name)
        except ObjectStorageProblem as problem:
            raise StoreProblem(str(problem)) from problem


def _made() -> ObjectStore | None:
    objects = configured() if settings.SEAL_S3 else None
    return None if objects is None else ObjectStore(objects)


offers(CODE, _made)
