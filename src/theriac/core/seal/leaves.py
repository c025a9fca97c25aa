"""Leaves: the canonical bytes of a sealed row, read from its table.

A leaf is a JSON object in ASCII with sorted keys and no spaces: ``kind``, ``id``, ``v`` (the kind's
version), ``at`` (recorded), the columns, and the parts as lists. Instants are UTC with six decimals
and Z, dates ISO 8601, ids texts, amounts whole numbers. What people typed stands as
``{"hmac":…}``: HMAC-SHA-256 under the log's salt over kind, row, column and text; an empty text
stays empty. What is encrypted stands as its ciphertext, so that a destroyed key leaves it whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from uuid import UUID

from django.db import connections, router

from theriac.core.seal.raw.shapes import Shape, canonical, id_text, mark_of, shape_of
from theriac.core.seal.registry import SealedKind, SealedPart

__all__ = ["AT_ONCE", "canonical", "leaves_by_text", "leaves_of"]
AT_ONCE = 500
KEPT = "kept_hashes"


@dataclass(frozen=True, slots=True)
class _Form:
    """How rows become JSON: their columns' shape, the order by name, and the text between."""

    shape: Shape
    ordered: Callable[[Sequence[str]], tuple[str, ...]]
    template: str

    def text(self, values: Sequence[str]) -> str:
        """One row's object; ``values`` are its columns and parts as JSON."""
        return self.template % self.ordered(values)


def leaves_of(kind: SealedKind, ids: Sequence[UUID], salt: str) -> dict[UUID, bytes]:
    """The leaves of rows by id, one query for each table; a row that is gone is left out."""
    texts = {id_text(row_id): row_id for row_id in ids}
    found = leaves_by_text(kind, list(texts), salt)
    return {texts[text]: leaf for text, leaf in found.items()}


def leaves_by_text(kind: SealedKind, ids: Sequence[str], salt: str) -> dict[str, bytes]:
    """The same for ids as the driver gives them (``id_text``)."""
    key = bytes.fromhex(salt)
    form = _form_of(kind, connections[router.db_for_read(kind.model)].vendor)
    parts = [_parts_of(kind, part, ids, key) for part in kind.parts]
    leaves = {}
    for row in form.shape.rows_where(ids):
        values = form.shape.values(row, kind.name, key)
        values += [f"[{','.join(of_row.get(row[0], ()))}]" for of_row in parts]
        leaves[row[0]] = form.text(values).encode("ascii")
    return leaves


def _parts_of(
    kind: SealedKind, part: SealedPart, parents: Sequence[str], key: bytes
) -> dict[str, list[str]]:
    form = _part_form_of(part.name, kind, connections[router.db_for_read(kind.model)].vendor)
    place = f"{kind.name}.{part.name}"
    grouped: dict[str, list[str]] = {}
    for row in form.shape.rows_where(parents):
        values = form.shape.values(row, place, key)
        if part.kept:
            values += _kept(part, values.pop(1 + len(part.fields)), key)
        text = form.text(values)
        grouped.setdefault(row[0], []).append(text)
    return grouped


def _kept(part: SealedPart, told: str, key: bytes) -> list[str]:
    """What stands for texts that are readable no more, as JSON; ``told`` is the column's."""
    hashes = dict(json.loads(told) or {}).get(mark_of(key), {})
    return [
        canonical({"hmac": hashes[name]} if name in hashes else "").decode() for name in part.kept
    ]


def _form_of(kind: SealedKind, vendor: str) -> _Form:
    """The form of a kind on one kind of database, made once."""
    form = _forms.get((vendor, kind.name, kind.version))
    if form is None:
        shape = shape_of(kind.model, "id", (kind.recorded, *kind.fields), kind.texts)
        names = ["id", "at", *kind.names]
        told = {"kind": kind.name, "v": kind.version}
        form = _forms[vendor, kind.name, kind.version] = _formed(shape, names, told)
    return form


def _part_form_of(name: str, kind: SealedKind, vendor: str) -> _Form:
    place = (vendor, f"{kind.name}.{name}", kind.version)
    if place not in _forms:
        part = next(one for one in kind.parts if one.name == name)
        order = (*part.order, "id")
        read = (*part.fields, *[KEPT] * bool(part.kept))
        shape = shape_of(part.model, part.parent, read, part.texts, order)
        _forms[place] = _formed(shape, ["id", *part.fields, *part.texts, *part.kept], {})
    return _forms[place]


def _formed(shape: Shape, names: Sequence[str], told: Mapping[str, object]) -> _Form:
    """The names sorted, as JSON sorts keys; ``told`` are the same for every row."""
    spots = dict.fromkeys(names, "%s") | {
        name: canonical(value).decode().replace("%", "%%") for name, value in told.items()
    }
    body = ",".join(f'"{name}":{spots[name]}' for name in sorted(spots))
    places = [names.index(name) for name in sorted(names)]
    return _Form(shape, itemgetter(*places), f"{{{body}}}")


_forms: dict[tuple[str, str, int], _Form] = {}
