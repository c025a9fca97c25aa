"""Finds every sentence that people see: gettext calls in Python, tags in templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from theriac.locale.catalogue import Key

PACKAGE = Path(__file__).resolve().parent.parent
_SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_PLURAL = {"ngettext", "ngettext_lazy"}
_CONTEXT = {"pgettext", "pgettext_lazy"}
_CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
_LEFT_OUT = {"migrations", "vendor", "node_modules"}


def _renamed(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The module's own names of Django's functions, with theirs."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from ((one.asname, one.name) for one in node.names if one.asname)


def _called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _texts(node: ast.Call) -> list[str]:
    texts: list[str] = []
    for argument in node.args:
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            break
        texts.append(argument.value)
    return texts


def keys_of_python(source: str) -> Iterator[Key]:
    """The sentences that a module hands to gettext as constants, by whatever name it calls it."""
    tree = ast.parse(source)
    renamed = dict(_renamed(tree))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called, texts = _called(node), _texts(node)
        name = renamed.get(called, called)
        if name in _SINGULAR and texts and texts[0]:
            yield Key(texts[0])
        elif name in _PLURAL and len(texts) >= 2:
            yield Key(texts[0], texts[1])
        elif name in _CONTEXT and len(texts) >= 2:
            yield Key(texts[1], context=texts[0])
        elif name in _CONTEXT_PLURAL and len(texts) >= 3:
            yield Key(texts[1], texts[2], texts[0])


_CALL = re.compile(r"\b(?:_|gettext|ngettext|pgettext|npgettext)\((?=\s*u?['\"])")


def keys_of_template(source: str) -> Iterator[Key]:
    """The sentences of ``translate`` and ``blocktranslate``, also in attributes of components."""
    code = templatize(source)
    for found in _CALL.finditer(code):
        call = _balanced(code, found.start())
        if call:
            yield from keys_of_python(call)


def _balanced(code: str, start: int) -> str:
    """The call that begins at ``start``: the shortest text up to a bracket that parses."""
    end = start
    for _attempt in range(12):
        end = code.find(")", end + 1)
        if end < 0:
            return ""
        try:
            ast.parse(code[start : end + 1])
        except (SyntaxError, ValueError):
            continue
        return code[start : end + 1]
    return ""


def part_of(path: Path) -> str:
    """The part that a file belongs to: its domain, its surface, its country or the core."""
    names = path.relative_to(PACKAGE).parts
    if names[0] in {"domains", "surfaces", "integrations"} and len(names) > 1:
        return _screen_part(names) if names[1] == "backoffice" else names[1].removesuffix(".py")
    return names[0].removesuffix(".py")


def _screen_part(names: tuple[str, ...]) -> str:
    """A screen folder's sentences go with its domain, the shell's into ``backoffice``."""
    inner = names[2:-1]
    if inner[:2] == ("templates", "backoffice"):
        inner = inner[2:]
    elif inner[:1] == ("templates",):
        return "backoffice"
    if not inner or inner[0] in {"shell", "templatetags", "partials", "static"}:
        return "backoffice"
    return inner[0]


def extract() -> dict[str, set[Key]]:
    """Every sentence of the package by part. A sentence of several parts stands in each."""
    found: dict[str, set[Key]] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or _LEFT_OUT.intersection(path.parts):
            continue
        if PACKAGE / "locale" in path.parents:
            continue
        source = path.read_text("utf-8")
        if path.suffix == ".py":
            keys = set(keys_of_python(source))
        elif "templates" in path.parts:
            keys = set(keys_of_template(source))
        else:
            continue
        if keys:
            found.setdefault(part_of(path), set()).update(keys)
    return found
