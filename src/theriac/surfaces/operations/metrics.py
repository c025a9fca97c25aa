"""``GET /metrics`` for a Prometheus scraper on this machine, or one that holds the token."""

from __future__ import annotations

from hmac import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from theriac.core.telemetry.metrics import scrape
from theriac.domains.accounts.security.address import is_from_this_machine


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The metrics of all processes; 403 for anybody else."""
    if not may_scrape(request):
        return HttpResponse("forbidden\n", status=403, content_type="text/plain; charset=utf-8")
    content, content_type = scrape(request.headers.get("Accept", ""))
    return HttpResponse(content, content_type=content_type)


def may_scrape(request: HttpRequest) -> bool:
    """Whether the request bears THERIAC_METRICS_TOKEN, or comes from this machine itself.

    What a proxy on this machine hands on isn't from this machine.
    """
    if settings.METRICS_TOKEN:
        scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
        expected = settings.METRICS_TOKEN.encode()
        if scheme.lower() == "bearer" and compare_digest(given.strip().encode(), expected):
            return True
    return is_from_this_machine(request)
