"""The program's files by version, the service worker that keeps them, and the manifest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from theriac.surfaces.counter.program import Program, program

A_YEAR = 31_536_000
FILES = re.compile(r"/counter/v/[^/]+/.+")
"""Addresses of the program's files, by version."""
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
COLOUR = "#0c2f28"


def address_of(version: str, path: str) -> str:
    """Where a file of a version is."""
    return reverse("counter:program_file", args=[version, path])


@require_safe
def program_file(request: HttpRequest, version: str, path: str) -> HttpResponse:
    """A file of the version that this server runs, kept for good; of any other, 404."""
    known = program()
    file = known.files.get(path) if known.version == version else None
    if file is None:
        return HttpResponseNotFound(content_type="text/plain")
    packed = file.packed if "gzip" in request.headers.get("Accept-Encoding", "") else None
    answer = HttpResponse(packed or file.content, content_type=file.content_type)
    if file.packed:
        answer["Vary"] = "Accept-Encoding"
    if packed:
        answer["Content-Encoding"] = "gzip"
    kept = "no-cache" if settings.DEBUG else f"public, max-age={A_YEAR}, immutable"
    answer["Cache-Control"] = kept
    return answer


class ProgramMiddleware:
    """Answers the program's files at once: they are the same for everybody, whoever asks.

    A web server makes the program as it starts, so that one which can't be made never serves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        program()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The file, or what the rest answers."""
        if not FILES.fullmatch(request.path_info):
            return self._get_response(request)
        request.resolver_match = match = resolve(request.path_info)
        return program_file(request, **match.kwargs)


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker, with the list of what it keeps; a developer's keeps nothing and goes away."""
    script = "self.registration.unregister();\n" if settings.DEBUG else _worker_of(program())
    answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def _worker_of(known: Program) -> str:
    described = {
        "version": known.version,
        "page": reverse("counter:page"),
        "files": _addresses(known),
    }
    return f"const PROGRAM = {json.dumps(described)};\n{known.service_worker}"


def _addresses(known: Program) -> Mapping[str, str]:
    """Each file and what it must be."""
    return {address_of(known.version, path): file.integrity for path, file in known.files.items()}


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a desktop or a phone shows of the installed counter."""
    page = reverse("counter:page")
    document = {
        "id": page,
        "name": _("Theriac counter"),
        "short_name": _("Counter"),
        "description": _("Also sells offline."),
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "orientation": "any",
        "background_color": COLOUR,
        "theme_color": COLOUR,
        "icons": [
            {
                "src": static(f"counter/img/{name}"),
                "sizes": sizes,
                "type": "image/png",
                "purpose": purpose,
            }
            for name, sizes, purpose in ICONS
        ],
    }
    answer = JsonResponse(document, content_type="application/manifest+json")
    answer["Cache-Control"] = "no-cache"
    return answer
