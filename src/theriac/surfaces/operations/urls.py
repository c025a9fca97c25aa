"""The addresses of health, metrics and the page of trust."""

from django.urls import path

from theriac.surfaces.operations import metrics
from theriac.surfaces.operations.health import PROBES
from theriac.surfaces.operations.lan import pages

urlpatterns = [
    *(
        path(address, probe, name=address.rstrip("/").replace("/", "-"))
        for address, probe in PROBES.items()
    ),
    path("trust/", pages.trust, name="trust"),
    path(f"trust/{pages.FILE}", pages.certificate, name="trust-certificate"),
    path("trust/page.css", pages.style, name="trust-style"),
    path("metrics", metrics.metrics, name="metrics"),
]
