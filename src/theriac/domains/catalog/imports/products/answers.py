"""What a person must say before a file is checked: no file and no guess may tell it."""

from __future__ import annotations

from collections.abc import Mapping as Facts
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.domains.catalog.imports.kinds import ImportKind
from theriac.domains.catalog.imports.mapping import Mapping
from theriac.domains.catalog.imports.products.pack_texts import read_pack_text
from theriac.domains.catalog.particulars import country_profile
from theriac.domains.catalog.problems import MappingRefused

MOST_TOLD = 5
"""Words of a column that a refusal names."""


def refuse_unanswered(
    kind: ImportKind, mapping: Mapping, columns: Sequence[Facts[str, Any]]
) -> None:
    """Raise MappingRefused for each question of the kind or the file that isn't answered.

    ``columns`` are the file's, as its first look kept them.
    """
    errors = _unasked(kind, mapping) | _unclassed(kind, mapping, columns)
    texts = pack_texts(mapping.columns.get("pack_size", ()), columns)
    if texts and not mapping.packs:
        told = _("Texts like “%(text)s” give pack sizes. Choose how to count them.")
        errors["packs"] = told % {"text": texts[0]}
    if errors:
        raise MappingRefused(" ".join(map(str, errors.values())), errors=errors)


def asked_fields(kind: ImportKind) -> list[str]:
    """The fields that a person must say where no column tells them."""
    profile = country_profile()
    return sorted(kind.asked(profile)) if profile is not None else []


def pack_texts(names: Sequence[str], columns: Sequence[Facts[str, Any]]) -> list[str]:
    """The texts such as 10x10 among the first contents of the columns of these names."""
    found = [
        text
        for column in columns
        if column["name"] in names
        for text in (column.get("words") or column.get("samples", ()))
        if read_pack_text(text) is not None
    ]
    return list(dict.fromkeys(found))


def _unasked(kind: ImportKind, mapping: Mapping) -> dict[str, Text]:
    profile = country_profile()
    asked = kind.asked(profile) if profile is not None else {}
    errors: dict[str, Text] = {}
    for code, known in asked.items():
        field = kind.field(code)
        said = mapping.defaults.get(code, "")
        if said and said not in known:
            told = _("There is no “%(said)s”. Choose one of: %(known)s.")
            errors[f"defaults.{code}"] = told % {"said": said[:60], "known": ", ".join(known)}
        elif not said and not mapping.columns.get(code) and not _is_told(code, mapping):
            told = _("No column gives this: %(name)s. Choose a value for all rows.")
            errors[f"defaults.{code}"] = told % {"name": field.title if field else code}
    return errors


def _is_told(code: str, mapping: Mapping) -> bool:
    """Whether the class is said by the words of another column."""
    return code == "legal_class" and any(mapping.classes.values())


def _unclassed(
    kind: ImportKind, mapping: Mapping, columns: Sequence[Facts[str, Any]]
) -> dict[str, Text]:
    """What is wrong with the classes that are said by another column's words."""
    profile = country_profile()
    known = kind.asked(profile).get("legal_class", ()) if profile is not None else ()
    has_other = mapping.defaults.get("legal_class") or mapping.columns.get("legal_class")
    errors: dict[str, Text] = {}
    for code, told in mapping.classes.items():
        if unknown := sorted({word for word in told.values() if word and word not in known}):
            words = _("There is no “%(said)s”. Choose one of: %(known)s.")
            errors[f"classes.{code}"] = words % {"said": unknown[0][:60], "known": ", ".join(known)}
        elif not has_other and (lacking := _lacking(code, mapping, columns)):
            words = _(
                "No class chosen for: %(words)s. Choose a class for each, or one for "
                "all other rows."
            )
            errors[f"classes.{code}"] = words % {"words": ", ".join(lacking[:MOST_TOLD])}
    return errors


def _lacking(code: str, mapping: Mapping, columns: Sequence[Facts[str, Any]]) -> list[str]:
    """The words of a column that tells classes for which none was said."""
    if not any(mapping.classes.get(code, {}).values()):
        return []
    names = mapping.columns.get(code, ())
    words = [word for one in columns if one["name"] in names for word in one.get("words") or ()]
    return [word for word in words if word and not mapping.class_said(code, word)]
