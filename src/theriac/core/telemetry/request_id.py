"""The id of the request being answered, for log lines and audit records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The current request's id, or an empty text outside a request."""
    return _request_id.get()


@contextmanager
def under_request_id(request_id: str) -> Iterator[None]:
    """Let log lines and audit records inside the block carry ``request_id``."""
    token = _request_id.set(request_id)
    try:
        yield
    finally:
        _request_id.reset(token)
