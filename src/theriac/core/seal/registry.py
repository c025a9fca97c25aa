"""What is sealed: each domain declares which of its append-only rows, and which columns of them.

Columns go into the leaf as they are (``fields``), as a keyed hash (``texts``: what people typed,
which may name somebody), or not at all (``left_out``, with the reason). Whoever adds a column to a
sealed model declares it here: a test holds every model to that. Once rows are sealed, a kind's
columns are never changed; a new ``version`` is declared beside the old one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

RECORDED, BY_ID = "recorded", "id"
RESERVED = frozenset({"id", "kind", "v", "at"})


@dataclass(frozen=True, slots=True)
class SealedPart:
    """Rows that belong to the sealed row and go into its leaf: the lines of a sale."""

    name: str
    model: type[models.Model]
    parent: str
    order: tuple[str, ...]
    fields: tuple[str, ...]
    texts: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Texts that are readable no more: ``kept_hashes`` holds what stands for them in each log."""
    left_out: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SealedKind:
    """One kind of sealed row, such as ``stock.movement``.

    ``recorded`` is the column with the server's instant of it. ``order`` tells by what new rows are
    found: RECORDED where that column has an index or the table stays small, BY_ID where the server
    itself makes the ids (UUIDv7, so that they tell when). ``renamed`` gives a column another name
    in the leaf, where its own is one that every leaf has (``RESERVED``).
    """

    name: str
    model: type[models.Model]
    recorded: str
    fields: tuple[str, ...]
    order: str = RECORDED
    texts: tuple[str, ...] = ()
    parts: tuple[SealedPart, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    version: int = 1
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns and parts are called in the leaf: fields, texts, parts."""
        called = [self.renamed.get(name, name) for name in (*self.fields, *self.texts)]
        return (*called, *(part.name for part in self.parts))


_kinds: dict[str, dict[int, SealedKind]] = {}


def seals(kind: SealedKind) -> None:
    """Declare a kind.

    Raises ValueError for a name and version that another declared, and for a column that would
    stand in the leaf under a name that is taken.
    """
    if RESERVED.intersection(kind.names) or len(set(kind.names)) < len(kind.names):
        raise ValueError(f"a column of {kind.name} has a name that every leaf has: rename it")
    known = _kinds.setdefault(kind.name, {}).setdefault(kind.version, kind)
    if known != kind:
        raise ValueError(f"{kind.name} version {kind.version} is declared twice")


def sealed_kinds() -> tuple[SealedKind, ...]:
    """The newest version of every kind, by name."""
    return tuple(_kinds[name][max(_kinds[name])] for name in sorted(_kinds))


def kind_of(name: str, version: int) -> SealedKind | None:
    """The kind under which a row was sealed; None when this version of Theriac knows it no more."""
    return _kinds.get(name, {}).get(version)
