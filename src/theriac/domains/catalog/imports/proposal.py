"""The mapping that a new import begins with: the one of last time, or a guess."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.core.money import CURRENCIES
from theriac.core.problems import Problem
from theriac.core.tables.cells import text_of
from theriac.core.tables.heads import fold
from theriac.core.tables.numbers import STYLE_OF_COUNTRY
from theriac.countries.base import CountryProfile
from theriac.countries.gates import class_as_written
from theriac.domains.catalog.imports.column_guess import (
    Column,
    guess_columns,
    guess_dates,
    guess_numbers,
)
from theriac.domains.catalog.imports.inspection import Sketch
from theriac.domains.catalog.imports.kinds import ImportKind
from theriac.domains.catalog.imports.mapping import Mapping, check_mapping, mapping_from, signature
from theriac.domains.catalog.models import SavedMapping


def propose_mapping(
    kind: ImportKind, sketch: Sketch, profile: CountryProfile, currency: str
) -> Mapping:
    """What this source's columns meant last time; of a new source, what they seem to mean."""
    saved = SavedMapping.objects.filter(
        kind=kind.code, signature=signature(kind.code, sketch.names)
    ).first()
    if saved is not None:
        try:
            mapping = mapping_from(saved.mapping)
            check_mapping(mapping, kind.fields, sketch.names)
        except Problem:  # of an older version, or of columns that only look alike
            pass
        else:
            return mapping
    return guess_mapping(kind, sketch, profile, currency)


def guess_mapping(
    kind: ImportKind, sketch: Sketch, profile: CountryProfile, currency: str
) -> Mapping:
    """What the columns seem to mean, with the country's ways of writing and usual values."""
    decimals = CURRENCIES[currency].exponent
    found = guess_columns(sketch.columns, kind.fields)
    _mend(found)
    fields = {field.code: field for field in kind.fields}
    usual = STYLE_OF_COUNTRY.get(profile.code, STYLE_OF_COUNTRY["generic"])
    mapping = Mapping(
        columns=found,
        identity=_identity(kind, sketch, found),
        numbers=guess_numbers(sketch.columns, fields, found, decimals, usual),
        dates=guess_dates(sketch.columns, fields, found),
        defaults=kind.usual(profile),
    )
    return replace(mapping, values=_values(sketch, mapping, profile))


def remember_mapping(
    actor: Actor, kind: str, names: tuple[str, ...], mapping: dict[str, Any], name: str
) -> None:
    """Keep what this source's columns mean for next time; joins the caller's unit of work."""
    row = SavedMapping(
        id=new_id(),
        kind=kind,
        signature=signature(kind, names),
        name=name[:120],
        mapping=mapping,
        used_at=clock.now(),
        used_by=actor.id,
    )
    if not insert_if_absent(SavedMapping, row):
        saved = SavedMapping.objects.select_for_update().get(kind=kind, signature=row.signature)
        saved.mapping, saved.used_at, saved.used_by = mapping, row.used_at, actor.id
        saved.save(update_fields=["mapping", "used_at", "used_by"])


def _mend(found: dict[str, tuple[str, ...]]) -> None:
    """What columns tell of each other: generics are the names there, a label has the price."""
    if "name" not in found and "generic_name" in found:
        found["name"] = found.pop("generic_name")
    if "price" in found and "pack_label" in found and "pack_price" not in found:
        found["pack_price"] = found.pop("price")


def _identity(kind: ImportKind, sketch: Sketch, found: dict[str, tuple[str, ...]]) -> str:
    """The code or barcode if nearly every row has one (its own where it should); else the name."""
    columns = {column.name: column for column in sketch.columns}
    for identity in ("code", "barcode"):
        names = found.get(identity)
        if names and _tells(columns[names[0]], apart=kind.one_row_each):
            return identity
    return "name"


def _tells(column: Column, *, apart: bool) -> bool:
    texts = [fold(text_of(cell)) for cell in column.filled]
    full = bool(texts) and len(texts) * 10 >= len(column.sample) * 9
    return full and (not apart or len(set(texts)) * 100 >= len(texts) * 95)


def _values(sketch: Sketch, mapping: Mapping, profile: CountryProfile) -> dict[str, dict[str, str]]:
    """For each written legal class the country's class that it names."""
    names = mapping.columns.get("legal_class", ())
    cells = [cell for column in sketch.columns if column.name in names for cell in column.filled]
    found: dict[str, str] = {}
    for written in {text_of(cell).strip() for cell in cells}:
        named = class_as_written(profile.legal_classes, written)
        if named is not None:
            found[fold(written)] = named.code
    return {"legal_class": found} if found else {}
