"""Which column means what, and the file's ways of writing: what a person sees and changes."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Sequence
from collections.abc import Mapping as Facts
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.core.tables.dates import ORDERS
from theriac.core.tables.heads import fold, name_key
from theriac.core.tables.numbers import STYLES
from theriac.domains.catalog.imports.fields import Field, FieldKind
from theriac.domains.catalog.imports.rowcells import CellReading
from theriac.domains.catalog.problems import MappingRefused

IDENTITIES = ("code", "barcode", "name")
"""By what a row is known again: its code, a barcode, or name with maker and strength."""

MOST_VALUES = 1000
PACKS = ("", "units", "left_out")
"""How texts such as 10x10 for a pack's size are taken: not said yet, multiplied, not at all."""
_PARTS = ("columns", "identity", "numbers", "dates", "packs", "defaults", "values", "classes")
TELL_CLASSES = ("category", "dose_form")
"""Fields by whose words the legal class of new products may be said, the first before the next."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The meaning of columns (by field, the names of its columns), and the ways of writing.

    ``identity`` is one of IDENTITIES, ``numbers`` one of STYLES, ``dates`` one of ORDERS, ``packs``
    one of PACKS.
    ``defaults`` holds for new things whose cell is empty or that have no column. ``values`` turns
    a folded written word of a field into ours. ``classes`` gives the legal class of new products by
    the folded words of TELL_CLASSES, where no column and no cell tells it; before ``defaults``.
    """

    columns: Facts[str, tuple[str, ...]]
    identity: str = "name"
    numbers: str = "1,234.56"
    dates: str = "dmy"
    packs: str = ""
    defaults: Facts[str, str] = field(default_factory=dict)
    values: Facts[str, Facts[str, str]] = field(default_factory=dict)
    classes: Facts[str, Facts[str, str]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As it is stored and sent."""
        return {**asdict(self), "columns": {key: list(v) for key, v in self.columns.items()}}

    def value(self, code: str, written: str) -> str | None:
        """What the written word of a field was said to mean; None where nothing was said."""
        return self.values.get(code, {}).get(fold(written))

    def class_said(self, code: str, written: str) -> str:
        """The legal class that was said of a field's written word; "" where none was."""
        return self.classes.get(code, {}).get(fold(written), "")

    def reading(self, fields: Sequence[Field], names: Sequence[str], currency: str) -> CellReading:
        """How rows of columns ``names`` are read under this mapping."""
        place = {name: index for index, name in enumerate(names)}
        return CellReading(
            places={
                code: tuple(place[name] for name in columns if name in place)
                for code, columns in self.columns.items()
                if any(name in place for name in columns)
            },
            names=names,
            fields={field.code: field for field in fields},
            style=self.numbers,
            order=self.dates,
            currency=currency,
            packs=self.packs == "units",
        )


def mapping_from(data: Any) -> Mapping:
    """The mapping that JSON holds. Raises MappingRefused for another shape."""
    if not isinstance(data, dict) or not set(data) <= set(_PARTS):
        raise MappingRefused(
            _("The column matching is not valid. Match the columns again."), field="mapping"
        )
    columns = _texts_by_key(data.get("columns"), "columns")
    return Mapping(
        columns={code: names for code, names in columns.items() if names},
        identity=_word(data, "identity", IDENTITIES, "name"),
        numbers=_word(data, "numbers", tuple(STYLES), "1,234.56"),
        dates=_word(data, "dates", ORDERS, "dmy"),
        packs=_word(data, "packs", PACKS, ""),
        defaults=_words(data.get("defaults"), "defaults"),
        values=_words_by_key(data.get("values", {}), "values"),
        classes=_words_by_key(data.get("classes", {}), "classes"),
    )


def check_mapping(mapping: Mapping, fields: Sequence[Field], names: Sequence[str]) -> None:
    """Raise MappingRefused naming each field whose choice doesn't fit the file or the import."""
    known = {field.code: field for field in fields}
    errors: dict[str, Text] = {}
    for code, columns in mapping.columns.items():
        wrong = _wrong_columns(known.get(code), columns, names)
        if wrong:
            errors[f"columns.{code}"] = wrong
    if mapping.identity in ("code", "barcode") and not _has(mapping, mapping.identity):
        errors["identity"] = _("Choose its column, or identify rows by name.")
    telling = {"values": known, "classes": set(known) & set(TELL_CLASSES)}
    for part, words in (("values", mapping.values), ("classes", mapping.classes)):
        for code in _wrong_words(words, telling[part]):
            errors[f"{part}.{code}"] = _("This option doesn’t exist.")
    if errors:
        raise MappingRefused(_("Correct the columns."), errors=errors)


def _wrong_columns(field: Field | None, columns: Sequence[str], names: Sequence[str]) -> Text:
    if field is None:
        return _("This option doesn’t exist.")
    if not set(columns) <= set(names):
        return _("The file doesn’t have this column. Choose another one.")
    if len(columns) > 1 and not field.joins and field.kind is not FieldKind.CODES:
        return _("Choose one column for this.")
    return ""


def _wrong_words(words: Facts[str, Facts[str, str]], known: Container[str]) -> list[str]:
    return [code for code, told in words.items() if code not in known or len(told) > MOST_VALUES]


def _has(mapping: Mapping, identity: str) -> bool:
    return any(code == identity or code.endswith(f"_{identity}") for code in mapping.columns)


def signature(kind: str, names: Sequence[str]) -> str:
    """The same for every file of one source: its kind of import and its columns, in any order."""
    text = "\n".join([kind, *sorted(map(name_key, names))])
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _texts_by_key(data: Any, part: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(data, dict):
        raise _shapeless(part)
    found: dict[str, tuple[str, ...]] = {}
    for code, names in data.items():
        told = [names] if isinstance(names, str) else names
        if not isinstance(told, list | tuple) or not all(isinstance(name, str) for name in told):
            raise _shapeless(part)
        found[str(code)] = tuple(name for name in told if name)
    return found


def _words(data: Any, part: str) -> dict[str, str]:
    if data is None:
        return {}
    if not isinstance(data, dict) or not all(isinstance(word, str) for word in data.values()):
        raise _shapeless(part)
    return {str(key): word for key, word in data.items()}


def _words_by_key(data: Any, part: str) -> dict[str, dict[str, str]]:
    if not isinstance(data, dict):
        raise _shapeless(part)
    return {str(code): _folded(_words(told, part)) for code, told in data.items()}


def _folded(words: dict[str, str]) -> dict[str, str]:
    return {fold(written): word for written, word in words.items()}


def _word(data: dict[str, Any], part: str, known: Sequence[str], usual: str) -> str:
    word = data.get(part, usual)
    if word not in known:
        raise MappingRefused(
            _("Choose one of: %(known)s.") % {"known": " · ".join(known)}, field=part
        )
    return str(word)


def _shapeless(part: str) -> MappingRefused:
    return MappingRefused(
        _("The column matching is not valid. Match the columns again."), field=part
    )
