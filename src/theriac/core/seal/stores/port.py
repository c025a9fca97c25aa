"""What a store of heads must offer; a folder is the one that is built in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol


class StoreProblem(Exception):
    """The store doesn't answer or refuses; the text says what happened, ``trouble`` its kind."""

    trouble = "unreachable"


class StoreConflict(StoreProblem):
    """The store already holds other content under this name."""

    trouble = "conflict"


class StoreLacks(StoreProblem):
    """The store lost heads that went there."""

    trouble = "lacks"


class SealStore(Protocol):
    """Named contents that are added once and never changed. Names are paths with slashes."""

    def describe(self) -> str:
        """Where it is, for people."""
        ...

    def put(self, name: str, content: Iterable[bytes]) -> None:
        """Add a content; nothing happens when it is there already, as it is.

        Raises StoreConflict where other content has the name, and StoreProblem.
        """
        ...

    def lines(self, name: str) -> Iterator[bytes]:
        """The content, line by line with its ends. Raises StoreProblem."""
        ...

    def names(self, folder: str) -> list[str]:
        """The names directly below ``folder``, sorted; folders end with a slash.

        Raises StoreProblem.
        """
        ...
