"""The one page on which the counter's program runs."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

import theriac
from theriac.config.security import CAMERA_SECURITY_POLICY
from theriac.surfaces.counter.program import HEADER, LOGO, OPENING, OPENING_STYLE, Program, program
from theriac.surfaces.counter.views.program import address_of


@require_safe
def counter(request: HttpRequest) -> HttpResponse:
    """The page; whoever isn't paired or signed in learns that from the program.

    Its policy lets the camera's reader run, which is WebAssembly; no other page may run any.
    It is the same for everybody, so that a device may keep it with its version of the program. It
    shows at once that the counter is on its way; what it names is refused where it isn't whole.
    """
    known = program()
    named = known.named

    def asked(path: str) -> dict[str, str]:
        """Its address, and what it must be."""
        integrity = "" if settings.DEBUG else known.files[path].integrity
        return {"address": address_of(known.version, path), "integrity": integrity}

    answer = render(
        request,
        "counter/index.html",
        {
            "api": reverse("counter:page") + "api/",
            "version": theriac.__version__,
            "idle": settings.COUNTER_IDLE_MINUTES,
            "demo": settings.DEMO,
            "worker": "" if settings.DEBUG else reverse("counter:service_worker"),
            "logo": address_of(known.version, LOGO),
            "opening": asked(OPENING),
            "opening_style": asked(OPENING_STYLE),
            "preloaded": [asked(path) for path in named.preloaded],
            "styles": [asked(path) for path in named.styles],
            "main": asked(named.main),
            "parts": json.dumps(_sizes(known)),
            "fonts": address_of(known.version, named.fonts) if named.fonts else "",
        },
    )
    answer[HEADER] = known.version
    answer["Content-Security-Policy"] = CAMERA_SECURITY_POLICY
    return answer


def _sizes(known: Program) -> dict[str, int]:
    """Bytes to bring, by address, of what the program can't begin without."""
    named = known.named
    return {
        address_of(known.version, path): len(file.packed or file.content)
        for path in (*named.preloaded, *named.styles, named.main)
        for file in (known.files[path],)
    }
