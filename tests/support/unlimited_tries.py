"""A server that never locks anybody out, for a scanner that compares the answers of many tries.

Its blind search for SQL sends two conditions that are false and two that are true, and calls it an
injection where the pages differ in just that way; pages of a lock that counts down can do so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from theriac.domains.accounts.security import tries

MANY = 1_000_000


class UnlimitedTries:
    """Middleware that lifts the limits of its process once, when the server starts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        tries.LIMITS = {kind: replace(one, tries=MANY) for kind, one in tries.LIMITS.items()}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)
