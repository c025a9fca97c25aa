"""The one page on which the counter's program runs."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

import theriac
from theriac.config.security import CAMERA_SECURITY_POLICY
from theriac.surfaces.counter.program import HEADER, LOGO, STYLES, program
from theriac.surfaces.counter.views.program import address_of


@require_safe
def counter(request: HttpRequest) -> HttpResponse:
    """The page; whoever isn't paired or signed in learns that from the program.

    Its policy lets the camera's reader run, which is WebAssembly; no other page may run any.
    It is the same for everybody, so that a device may keep it with its version of the program.
    """
    version = program().version
    answer = render(
        request,
        "counter/index.html",
        {
            "api": reverse("counter:page") + "api/",
            "version": theriac.__version__,
            "idle": settings.COUNTER_IDLE_MINUTES,
            "worker": "" if settings.DEBUG else reverse("counter:service_worker"),
            "styles": [address_of(version, path) for path in STYLES],
            "logo": address_of(version, LOGO),
            "main": address_of(version, "counter/app/main.js"),
        },
    )
    answer[HEADER] = version
    answer["Content-Security-Policy"] = CAMERA_SECURITY_POLICY
    return answer
