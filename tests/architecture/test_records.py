"""No record of any domain reads one kind of value from another: its types are strict."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import is_pydantic_dataclass

import theriac.domains


def records() -> Iterator[type[Any]]:
    for module in pkgutil.walk_packages(theriac.domains.__path__, "theriac.domains."):
        if ".migrations" in module.name:
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if is_pydantic_dataclass(value) and value.__module__ == module.name:
                yield value


LOOSE: dict[str, tuple[Any, ...]] = {
    "integer": ("1", 1.0, True),
    "number": ("1", 1, 1.0),
    "string": (1, b"x", True),
    "boolean": (1, 0, "true"),
}


def test_no_record_reads_one_kind_from_another() -> None:
    known = list(records())
    loose = []
    for kind in known:
        for name, field in kind.__pydantic_fields__.items():
            adapter = TypeAdapter(field.rebuild_annotation())
            schema = adapter.json_schema()
            for told in schema.get("anyOf", [schema]):
                items = told.get("items", {})
                tried = [*LOOSE.get(told.get("type"), ())]
                tried += [[one] for one in LOOSE.get(items.get("type"), ())]
                loose += [(kind.__name__, name, one) for one in tried if takes(adapter, one)]
    assert len(known) > 5
    assert loose == []


def takes(adapter: TypeAdapter[Any], value: Any) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True
