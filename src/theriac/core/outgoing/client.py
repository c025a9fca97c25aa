"""The one HTTP client: to a checked address, without redirects, bounded in time and size."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from theriac.core.outgoing.addresses import PORTS, OutgoingRefused, checked, resolved

CONNECT_SECONDS = 10.0
WHOLE_SECONDS = 30.0
MOST_BYTES = 1 << 20
PIECE = 1 << 14
NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Reply:
    """Status and body of an answer; the body is whole, and bounded."""

    status: int
    body: bytes


def post(url: str, body: bytes, *, content_type: str) -> Reply:
    """Send a body. Raises OutgoingRefused unless the answer is one of success."""
    return _good(url, call("POST", url, body, {"Content-Type": content_type}))


def get(url: str) -> Reply:
    """Ask for what is there. Raises OutgoingRefused unless the answer is one of success."""
    return _good(url, call("GET", url))


def _good(url: str, reply: Reply) -> Reply:
    if not 200 <= reply.status < 300:
        raise OutgoingRefused(f"{urlsplit(url).hostname} answered {reply.status}")
    return reply


def call(
    method: str,
    url: str,
    body: bytes | None = None,
    headers: Mapping[str, str] = NO_HEADERS,
    *,
    most_bytes: int = MOST_BYTES,
) -> Reply:
    """Ask, and give whatever is answered, at most so many bytes. Raises OutgoingRefused."""
    allowed = settings.OUTGOING_ALLOW
    parts = checked(url, allowed)
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    until = time.monotonic() + WHOLE_SECONDS
    connection = http.client.HTTPConnection(host, port, timeout=CONNECT_SECONDS)
    try:
        connection.sock = _connected(parts.scheme, host, port, resolved(host, port, allowed))
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        sent = {"User-Agent": "Theriac", "Accept-Encoding": "identity", "Connection": "close"}
        connection.request(method, target, body, {**sent, **headers})
        response = connection.getresponse()
        content = _bounded(response, until, most_bytes)
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise OutgoingRefused(f"{host} doesn't answer: {type(problem).__name__}") from None
    finally:
        connection.close()
    return Reply(response.status, content)


def _connected(scheme: str, host: str, port: int, address: str) -> socket.socket:
    """A connection to the very address that was looked at; TLS is checked for the name."""
    plain = socket.create_connection((address, port), timeout=CONNECT_SECONDS)
    if scheme == "http":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _bounded(response: http.client.HTTPResponse, until: float, most_bytes: int) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > most_bytes or time.monotonic() > until:
            raise OutgoingRefused("The answer is too long, or takes too long")
    return b"".join(pieces)
