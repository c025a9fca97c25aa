"""Where a screen or an operation of the API is answered, and whether a change reaches that.

A sweep names what it asks: a screen by the name of its route, an operation by its id, a case of it
besides, by method and path, or anything by its address. What isn't found counts as reached.
"""

from __future__ import annotations

import inspect
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import Resolver404, URLPattern, get_resolver, resolve

from tests.running import areas, changes
from theriac.surfaces.api.api import api

ROOT = "/api/v1"
VALUE = re.compile(r"<(?:\w+:)?(\w+)>")
URLS = {
    "": "theriac.surfaces.backoffice.urls",
    "customer:": "theriac.surfaces.backoffice.customers.own.urls",
    "portal:": "theriac.surfaces.backoffice.suppliers.portal.urls",
}
"""The addresses of each kind of people, by what the matrix writes before their names."""
FRAMES = {
    "src/theriac/surfaces/backoffice/": ("src/theriac/surfaces/backoffice/shell/context.py",),
    "src/theriac/surfaces/api/": (
        "src/theriac/surfaces/api/authentication.py",
        "src/theriac/surfaces/api/chain.py",
        "src/theriac/surfaces/api/refusals/__init__.py",
    ),
}
"""What each page or answer of a surface goes through, by where its modules are."""


def reaches(name: str) -> bool:
    """Whether what changed since the last whole proof can reach what answers to a name."""
    if changes.reached() is None:
        return True
    file = file_of(name)
    return file is None or _is_reached(file)


def is_new(name: str) -> bool:
    """Whether what answers to a name changed itself since then, or what a small change reaches."""
    if changes.reached() is not None:
        return reaches(name)
    file = file_of(name)
    return file is None or areas.area_of(file) in changes.changed()


@cache
def _is_reached(file: str) -> bool:
    reached = changes.reached_modules()
    frames = (one for place, ones in FRAMES.items() if file.startswith(place) for one in ones)
    is_shared = any(f"{_tests_of(file)}/".startswith(one) for one in changes.whole_surfaces())
    return file in reached or is_shared or not reached.isdisjoint(frames)


def _tests_of(file: str) -> str:
    """Where the tests of a module of a surface are."""
    return str(Path(file.replace("src/theriac/", "tests/", 1)).parent)


def file_of(name: str) -> str | None:
    """The module that answers to a name; None where none is known."""
    if name.startswith("/"):
        return _by_address(name)
    method, _, path = name.partition(" ")
    if path.startswith("/"):
        return _operations().get(f"{method} {path.partition(' ')[0].removeprefix(ROOT)}")
    return _screens().get(name) or _operations().get(name.partition(":")[0])


def _by_address(address: str) -> str | None:
    try:
        found = resolve(address.partition("?")[0])
    except Resolver404:
        return None
    path = VALUE.sub(r"{\1}", f"/{found.route}").removeprefix(ROOT)
    return _operations_by_path().get(path) or _file(found.func)


@cache
def _screens() -> dict[str, str]:
    """The module of each screen by the name of its route, as the matrix writes it."""
    found: dict[str, str] = {}
    for before, module in URLS.items():
        for pattern in get_resolver(module).url_patterns:
            if isinstance(pattern, URLPattern):
                found[f"{before}{pattern.name}"] = _file(pattern.callback)
    return found


@cache
def _operations() -> dict[str, str]:
    """The module of each operation, by its id and by its method and path below the root."""
    found: dict[str, str] = {}
    for before, router in api._routers:
        for path, view in router.path_operations.items():
            for one in view.operations:
                file = _file(one.view_func)
                found[one.operation_id or api.get_openapi_operation_id(one)] = file
                for method in one.methods:
                    found[f"{method} {_joined(before, path)}"] = file
    return found


@cache
def _operations_by_path() -> dict[str, str]:
    """The module of what an address below the root answers, whatever the method."""
    named = ((*name.partition(" "), file) for name, file in _operations().items())
    return {path: file for _method, _space, path, file in named if path}


def _joined(before: str, path: str) -> str:
    """A path as the document says it: one slash between its parts, without kinds of values."""
    parts = [part for part in f"{before}/{path}".split("/") if part]
    bare = (
        "{" + part.strip("{}").rpartition(":")[2] + "}" if "{" in part else part for part in parts
    )
    return "/" + "/".join(bare)


def _file(view: Any) -> str:
    module = inspect.unwrap(getattr(view, "view_class", view)).__module__
    return areas.file_of_module(module)


def forget() -> None:
    """What follows from the change is asked anew."""
    _is_reached.cache_clear()
