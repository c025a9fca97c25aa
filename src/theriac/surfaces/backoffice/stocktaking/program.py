"""The files that a phone keeps to count without a network, as one version."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

PROGRAM = "theriac/js/stocktaking_phone.js"
WORKER = "theriac/js/stocktaking_worker.js"
TEMPLATE = "backoffice/stocktaking/phone.html"
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
    "theriac/css/backoffice.css",
    "theriac/css/stock_room.css",
)
_FOLDERS = ("counter/vendor/zxing-wasm/reader/", "counter/domain/gs1/")
FILES = (
    *STYLES,
    PROGRAM,
    "theriac/js/stocktaking_codes.js",
    "theriac/js/stocktaking_store.js",
    "theriac/js/film.js",
    "theriac/js/theme.js",
    "theriac/img/theriac.svg",
    "vendor/bootstrap-icons/fonts/bootstrap-icons.woff2",
    "vendor/inter/InterVariable.woff2",
    "counter/app/camera.js",
    "counter/domain/gs1.js",
)
_ICONS = (
    ("counter/img/icon-192.png", "192x192", "any"),
    ("counter/img/icon-512.png", "512x512", "any"),
    ("counter/img/icon-maskable-512.png", "512x512", "maskable"),
)


def kept_files() -> list[str]:
    """The addresses of the files, the counter's readers of pictures and of codes among them."""
    return [static(path) for path in _paths()]


def icons() -> list[tuple[str, str, str]]:
    """Address, size and purpose of each icon."""
    return [(static(path), size, purpose) for path, size, purpose in _ICONS]


def worker_text() -> str:
    """The worker's program, without the list of what it keeps."""
    return _content(WORKER).decode()


@cache
def version_of_files() -> str:
    """A digest over all of them, so that a phone takes a version whole."""
    digest = sha256(Path(__file__).read_bytes())
    for path in (WORKER, *_paths()):
        digest.update(path.encode() + _content(path))
    return digest.hexdigest()[:16]


@cache
def _paths() -> tuple[str, ...]:
    found: list[str] = []
    for finder in finders.get_finders():
        found += [path for path, _storage in finder.list([]) if path.startswith(_FOLDERS)]
    return (*FILES, *sorted(path for path in found if path.endswith((".js", ".wasm"))))


def _content(path: str) -> bytes:
    place = finders.find(path)
    if place is None:
        raise LookupError(f"counting on a phone has no {path}")
    return Path(str(place)).read_bytes()
