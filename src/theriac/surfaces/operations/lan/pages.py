"""What a device sees before it trusts the server: steps, the certificate, the fingerprint.

Served over HTTPS with everything else, and over plain HTTP at a port of its own, since a device
that doesn't trust the server yet can't reach it otherwise. It tells nothing that is secret.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from theriac.integrations.lan.authority import authority_of
from theriac.integrations.lan.sites import served_site
from theriac.integrations.lan.trust import platforms_for

FILE = "theriac-authority.crt"
STYLE = Path(__file__).with_name("trust.css")


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    known = dict(settings.LANGUAGES)
    return asked if asked in known else get_language_from_request(request)


def _host(request: HttpRequest) -> str:
    """The name by which the device called us, without its port; unchecked."""
    return str(request.META.get("HTTP_HOST", "")).partition(":")[0].lower()


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """The steps, those of the asking device first. Raises Http404 without --lan."""
    site = served_site()
    if site is None:
        raise Http404
    language = _language(request)
    with translation.override(language):
        return render(
            request,
            "operations/trust.html",
            {
                "language": language,
                "other": next(code for code, _name in settings.LANGUAGES if code != language),
                "platforms": platforms_for(request.headers.get("User-Agent", "")),
                "fingerprint": site.fingerprint,
                "counter": site.counter(_host(request)),
                "file": FILE,
            },
        )


@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """The authority's certificate, in the form that every platform takes."""
    authority = authority_of(settings.DATA_DIR)
    if authority is None or not settings.LAN:
        raise Http404
    return HttpResponse(
        authority.public_bytes(Encoding.DER),
        content_type="application/x-x509-ca-cert",
        headers={"Content-Disposition": f'attachment; filename="{FILE}"'},
    )


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The page's own style sheet: it needs no other file."""
    return HttpResponse(STYLE.read_bytes(), content_type="text/css; charset=utf-8")
