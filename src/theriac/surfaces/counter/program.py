"""The counter's program as one version: every file that its page needs, under one digest.

A device keeps a version whole or not at all, so that it never runs half of an old one with half
of a new one. The digest is over all contents, the page's template included. The modules come as
one and the style sheets as one (``joining``), which are made when the server starts; a developer's
server gives each as it is written.
"""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.staticfiles import finders

import theriac
from theriac.surfaces.counter.bundle import (
    LOADED,
    join_modules,
    join_styles,
    modules_of,
    outside_of,
)

HEADER = "X-Theriac-Program"
"""On the page: the version that it runs, so that a device never keeps the page of another."""

OWN = "counter/"
VENDORED = "/vendor/"
SERVICE_WORKER = "counter/service_worker.js"
OPENING = "counter/opening.js"
"""What the page runs at once: it shows how far the program is, and why it doesn't come."""
ENTRY = "counter/app/main.js"
OPENING_STYLE = "counter/css/opening.css"
STYLES = (
    "vendor/bootstrap/bootstrap.min.css",
    "vendor/bootstrap-icons/bootstrap-icons.min.css",
    "theriac/css/tokens.css",
    "theriac/css/components.css",
    "theriac/css/dialogs.css",
    "theriac/css/frame.css",
    "theriac/css/counter.css",
    "theriac/css/narrow.css",
    "theriac/css/receipt.css",
    "counter/css/counter.css",
    "counter/css/equivalents.css",
    "counter/css/paper.css",
    "counter/css/queue.css",
)
"""The page's style sheets, in their order; what they load belongs to the program too."""
JOINED = "counter/program.js"
JOINED_STYLE = "counter/program.css"
FONTS = "counter/fonts.css"
LOGO = "theriac/img/theriac.svg"

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
"""The kinds of files that are of the program; licences and notes beside them aren't."""
SHRINKING = {".css", ".js", ".json", ".svg", ".wasm"}
TEMPLATE = Path(__file__).parent / "templates" / "counter" / "index.html"


@dataclass(frozen=True, slots=True)
class ProgramFile:
    """One file; ``packed`` is its gzip where that is smaller."""

    content: bytes
    content_type: str
    packed: bytes | None

    @property
    def integrity(self) -> str:
        """What a browser compares the file with before it uses it; half a file is refused."""
        return f"sha256-{b64encode(sha256(self.content).digest()).decode()}"


@dataclass(frozen=True, slots=True)
class PageFiles:
    """What the page names, by static path: each kind in its order."""

    styles: tuple[str, ...]
    main: str
    preloaded: tuple[str, ...]
    fonts: str


@dataclass(frozen=True, slots=True)
class Program:
    """A version of the program: its digest, its files by static path, and what the page names."""

    version: str
    files: Mapping[str, ProgramFile]
    service_worker: str
    named: PageFiles


def program() -> Program:
    """The program as it is now; read once, except by developers, who change it."""
    return _read() if settings.DEBUG else _kept()


@cache
def _kept() -> Program:
    return _read()


def _read() -> Program:
    single = dict(_contents())
    contents, named = _as_written(single) if settings.DEBUG else _joined(single)
    files = {path: _file(path, content) for path, content in sorted(contents.items())}
    digest = sha256(theriac.__version__.encode() + TEMPLATE.read_bytes())
    worker = _content(SERVICE_WORKER)
    digest.update(worker)
    for path, file in files.items():
        digest.update(f"\n{path} {len(file.content)}\n".encode())
        digest.update(file.content)
    return Program(digest.hexdigest()[:16], files, worker.decode(), named)


def _as_written(single: dict[str, bytes]) -> tuple[dict[str, bytes], PageFiles]:
    """Every module and every sheet by itself."""
    return single, PageFiles(STYLES, ENTRY, (), "")


def _joined(single: dict[str, bytes]) -> tuple[dict[str, bytes], PageFiles]:
    """What the page needs at once in a few files; what else there is stays as it is."""
    modules = modules_of(lambda path: single[path].decode(), ENTRY, VENDORED)
    sheets = {path: single[path].decode() for path in STYLES}
    styles, fonts = join_styles(sheets, JOINED_STYLE)
    made = {
        JOINED: join_modules(modules, JOINED),
        JOINED_STYLE: styles,
        FONTS: fonts,
    }
    rest = {
        path: content
        for path, content in single.items()
        if path not in modules and path not in STYLES
    }
    named = PageFiles((JOINED_STYLE,), JOINED, tuple(outside_of(modules)), FONTS)
    return rest | {path: text.encode() for path, text in made.items()}, named


def _file(path: str, content: bytes) -> ProgramFile:
    suffix = PurePosixPath(path).suffix
    packed = gzip.compress(content, mtime=0) if suffix in SHRINKING else None
    return ProgramFile(content, TYPES[suffix], packed)


def _contents() -> Iterator[tuple[str, bytes]]:
    found: set[str] = {LOGO, *STYLES}
    for finder in finders.get_finders():
        found.update(path for path, _storage in finder.list([]) if path.startswith(OWN))
    for path in sorted(found - {SERVICE_WORKER}):
        if PurePosixPath(path).suffix in TYPES:
            yield path, _content(path)
    loaded = {other for style in STYLES for other in _loaded_by(style)}
    yield from ((path, _content(path)) for path in loaded - found)


def _content(path: str) -> bytes:
    place = finders.find(path)
    if place is None:
        raise LookupError(f"the counter's program has no {path}")
    return Path(place).read_bytes()


def _loaded_by(style: str) -> Iterator[str]:
    """Static paths of the fonts and pictures that a style sheet names."""
    for address in LOADED.finditer(_content(style).decode()):
        name = address["from"].partition("?")[0].partition("#")[0]
        if name.startswith("data:"):
            continue
        parts: list[str] = []
        for part in (PurePosixPath(style).parent / name).parts:
            if part == "..":
                parts.pop()
            else:
                parts.append(part)
        yield "/".join(parts)
