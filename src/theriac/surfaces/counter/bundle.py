"""The counter's modules as one module, and its style sheets as one sheet: nothing is rewritten.

A browser that asks for 156 modules waits for each; joined they come in one answer. A module becomes
a function that is called once, in the order in which the browser would have run it, and what it
exports becomes the properties of a constant. Its text stays as it is, except for the statements
that import and export, addresses that are told relative to it, and the blocks of documentation.
What can't be joined in this way is refused, so that the program as it is written and the program as
it is served never differ.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

IMPORT = re.compile(
    r'^import (?:(?P<names>\{[^}]*\})|\* as (?P<whole>\w+)) from "(?P<from>[^"]+)";\n', re.MULTILINE
)
EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function\*?|class|const) (?P<name>\w+))", re.MULTILINE
)
EXPORTED = re.compile(r'^export \{(?P<names>[^}]*)\}(?: from "(?P<from>[^"]+)")?;\n', re.MULTILINE)
LATER = re.compile(r'\bimport\("(?P<from>[^"]+)"\)')
HERE = "import.meta.url"
NOTES = re.compile(r"^[ \t]*/\*\*(?:(?!\*/)[\s\S])*\*/[ \t]*\n", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
FONT = re.compile(r"@font-face\s*\{[^}]*\}")
LOADED = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<from>[^"')]+)(?P=quote)\s*\)""")


class UnjoinableError(ValueError):
    """A module says something that can't be joined; the text names the module and its line."""


def modules_of(read: Callable[[str], str], entry: str, outside: str) -> dict[str, str]:
    """The modules that ``entry`` needs, each behind what it imports; none of ``outside``.

    :raises UnjoinableError: modules that import each other
    """
    found: dict[str, str] = {}
    above: list[str] = []

    def visit(path: str) -> None:
        if path in found or outside in path:
            return
        if path in above:
            raise UnjoinableError(f"{path} imports itself by way of {above[-1]}")
        above.append(path)
        text = read(path)
        for target in _imported(text):
            visit(_resolved(path, target))
        found[path] = text
        above.pop()

    visit(entry)
    return found


def outside_of(modules: Mapping[str, str]) -> list[str]:
    """The modules that the joined one imports: those which were left out."""
    named = (_resolved(path, one) for path, text in modules.items() for one in _imported(text))
    return sorted(set(named) - set(modules))


def join_modules(modules: Mapping[str, str], place: str) -> str:
    """One module at ``place`` that does what ``modules`` do, in their order.

    :raises UnjoinableError: a form of import or export that isn't known here
    """
    parts = [
        f'import * as {_constant(path)} from "{_relative(path, place)}";\n'
        for path in outside_of(modules)
    ]
    parts += [_joined(path, text, place) for path, text in modules.items()]
    return "".join(parts)


def _imported(text: str) -> Iterator[str]:
    for statement in (IMPORT, EXPORTED):
        yield from (one["from"] for one in statement.finditer(text) if one["from"])


def _joined(path: str, text: str, place: str) -> str:
    exported: list[str] = []

    def taken(one: re.Match[str]) -> str:
        source = _constant(_resolved(path, one["from"]))
        return f"const {one['whole'] or _renamed(one['names'])} = {source};\n"

    def moved(target: str) -> str:
        return _relative(_resolved(path, target), place)

    def told(one: re.Match[str]) -> str:
        exported.append(one["name"])
        return ""

    def passed_on(one: re.Match[str]) -> str:
        source = f"{_constant(_resolved(path, one['from']))}." if one["from"] else ""
        for name in filter(None, (part.strip() for part in one["names"].split(","))):
            inner, _as, outer = name.partition(" as ")
            exported.append(f"{outer or inner}: {source}{inner}")
        return ""

    body = NOTES.sub("", text)
    body = EXPORTED.sub(passed_on, EXPORT.sub(told, IMPORT.sub(taken, body)))
    left = LEFT.search(body)
    if left:
        raise UnjoinableError(f"{path}: {left[0]}")
    body = LATER.sub(lambda one: f'import("{moved(one["from"])}")', body)
    body = body.replace(HERE, f'new URL("{_relative(path, place)}", {HERE}).href')
    answer = f"return {{ {', '.join(exported)} }};\n" if exported else ""
    return f"// {path}\nconst {_constant(path)} = (() => {{\n{body}{answer}}})();\n"


def _renamed(names: str) -> str:
    """``{ a as b }`` as a constant takes it: ``{ a: b }``."""
    return re.sub(r"\s+as\s+", ": ", names)


def _constant(path: str) -> str:
    return "$" + re.sub(r"\W", "$", path.removesuffix(".js"))


def _resolved(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _relative(path: str, place: str) -> str:
    found = posixpath.relpath(path, posixpath.dirname(place))
    return found if found.startswith(".") else f"./{found}"


def join_styles(sheets: Mapping[str, str], place: str) -> tuple[str, str]:
    """One sheet at ``place`` in the order of ``sheets``, and beside it what only loads fonts.

    :raises UnjoinableError: a sheet that imports another
    """
    rules, fonts = [], []
    for path, text in sheets.items():
        if "@import" in text:
            raise UnjoinableError(f"{path}: @import")
        moved = LOADED.sub(partial(_moved, path=path, place=place), text)
        fonts += FONT.findall(moved)
        rules.append(f"/* {path} */\n{FONT.sub('', moved)}\n")
    return "".join(rules), "".join(f"{one}\n" for one in fonts)


def _moved(one: re.Match[str], *, path: str, place: str) -> str:
    if one["from"].startswith(("data:", "#")):
        return one[0]
    address, mark, rest = one["from"].partition("?")
    return f'url("{_relative(_resolved(path, address), place)}{mark}{rest}")'
