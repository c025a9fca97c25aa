"""The page that the code on a copy opens: for a stranger, without sign-in, naming no person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from theriac.core.formatting import format_moment
from theriac.domains.prescriptions.papers.checked import checked_copy


@require_safe
@never_cache
def check_copy(request: HttpRequest, proof: str) -> HttpResponse:
    """Whether the copy is genuine, what it said, and what is left today."""
    copy = checked_copy(proof)
    page = {"copy": copy, "title": _("Copy of prescription")}
    if copy is not None:
        page["copied"] = format_moment(copy.copied_at, get_language() or "en", copy.zone)
    response = render(
        request, "backoffice/prescriptions/check.html", page, status=200 if copy else 404
    )
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
