"""The page of trust over plain HTTP, and nothing else: every other address leads to it."""

from __future__ import annotations

import socketserver
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from theriac.config.security import HEADERS
from theriac.surfaces.operations.lan.pages import FILE, certificate, style, trust

PAGES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/trust/": trust,
    f"/trust/{FILE}": certificate,
    "/trust/page.css": style,
}
PATIENCE_SECONDS = 10


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request; the body that came with it is never read."""
    request = WSGIRequest(environ)
    page = PAGES.get(request.path)
    try:
        response = page(request) if page else HttpResponseRedirect("/trust/")
    except Http404:
        response = HttpResponse(status=404)
    headers = {**HEADERS, "Cache-Control": "no-store", **response.headers}
    start_response(f"{response.status_code} {response.reason_phrase}", list(headers.items()))
    return [response.content] if request.method != "HEAD" else [b""]


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Handler(WSGIRequestHandler):
    timeout = PATIENCE_SECONDS

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what strangers ask for isn't kept."""


def serve(host: str, port: int) -> None:
    """Answer until this process ends."""
    with _Server((host, port), _Handler) as server:
        server.set_app(application)
        server.serve_forever()
