"""The server's clock in the simulator: each request tells what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from theriac.core import clock

HEADER = "X-Simulated-Time"


class ToldTime:
    """Middleware under which the server's code finds the instant that the request tells."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.headers.get(HEADER)
        if told is None:
            return self._get_response(request)
        with clock.at(datetime.fromisoformat(told)):
            return self._get_response(request)
