"""What a request says is read strictly: a day and an instant only as ISO 8601 writes them.

Pydantic reads a bare ``date`` or ``datetime`` from a number too: "0.5" is a moment of 1970 then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import date, datetime
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel, BeforeValidator

from theriac.surfaces.api.api import api


def moments(hint: Any, where: str, seen: set[Any]) -> Iterator[tuple[str, bool]]:
    """Each day or instant within what is declared: where, and whether a reader of ours reads it."""
    if hint in (date, datetime):
        yield where, False
    elif get_origin(hint) is Annotated:
        is_ours = any(isinstance(one, BeforeValidator) for one in hint.__metadata__)
        if hint.__origin__ in (date, datetime):
            yield where, is_ours
        else:
            yield from moments(hint.__origin__, where, seen)
    elif isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, BaseModel)):
        if hint not in seen:
            seen.add(hint)
            for name, one in get_type_hints(hint, include_extras=True).items():
                yield from moments(one, f"{hint.__name__}.{name}", seen)
    else:
        for one in get_args(hint):
            yield from moments(one, where, seen)


@pytest.mark.rows("API-11")
def test_days_and_instants_are_read_by_our_own_types() -> None:
    seen: set[Any] = set()
    found = [
        moment
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
        for model in operation.models
        for moment in moments(model, model.__name__, seen)
    ]
    assert len(found) > 100
    assert [where for where, is_ours in found if not is_ours] == []
