"""A folder as store: each file is created exclusively, and only ever added to.

A file that a crash cut off is completed where it ends, so that no file is removed or replaced:
the folder may be one that refuses both (append-only attribute, WORM disk, another machine's).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from theriac.core.seal.stores.port import StoreConflict, StoreProblem

READ_ONLY = 0o400


class FolderStore:
    """The store in one folder; it is made when it is first written to."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def describe(self) -> str:
        """The folder's path."""
        return str(self._root)

    def put(self, name: str, content: Iterable[bytes]) -> None:
        """Add a file, or complete one that was cut off. Raises StoreConflict, StoreProblem."""
        path = self._path(name)
        pieces = iter(content)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            left = _left_to_write(path, pieces)
            if left is None:
                return
            with path.open("ab") as file:
                file.write(left)
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            path.chmod(READ_ONLY)
        except OSError as problem:
            raise StoreProblem(f"{path}: {problem.strerror}") from problem

    def lines(self, name: str) -> Iterator[bytes]:
        path = self._path(name)
        try:
            with path.open("rb") as file:
                yield from file
        except OSError as problem:
            raise StoreProblem(f"{path}: {problem.strerror}") from problem

    def names(self, folder: str) -> list[str]:
        """What is in a folder; nothing where it isn't there yet."""
        path = self._path(folder)
        try:
            with os.scandir(path) as entries:
                found = [f"{one.name}/" if one.is_dir() else one.name for one in entries]
        except FileNotFoundError:
            return []
        except OSError as problem:
            raise StoreProblem(f"{path}: {problem.strerror}") from problem
        return sorted(found)

    def _path(self, name: str) -> Path:
        parts = PurePosixPath(name).parts
        if ".." in parts or name.startswith("/"):
            raise StoreProblem(f"{name} would leave the store")
        return self._root.joinpath(*parts)


def _left_to_write(path: Path, pieces: Iterator[bytes]) -> bytes | None:
    """The rest of the first piece that the file lacks; None when it has them all.

    Raises StoreConflict where the file holds something else.
    """
    with contextlib.suppress(FileExistsError):
        path.open("xb").close()
    with path.open("rb") as file:
        for piece in pieces:
            held = file.read(len(piece))
            if held != piece[: len(held)]:
                raise StoreConflict(f"{path} holds other content")
            if len(held) < len(piece):
                return piece[len(held) :]
        if file.read(1):
            raise StoreConflict(f"{path} holds more than it should")
    return None
