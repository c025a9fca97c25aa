"""The addresses below ``/api/v1/``."""

from __future__ import annotations

from django.urls import URLPattern, include, path, re_path

from theriac.surfaces.api.api import api
from theriac.surfaces.api.docs_page import docs_page
from theriac.surfaces.api.guard import nothing_here, with_problems
from theriac.surfaces.api.routers.purchasing.document_engine import callback

_patterns, _app_name, _namespace = api.urls
for pattern in _patterns:
    if isinstance(pattern, URLPattern) and pattern.callback is not None:
        pattern.callback = with_problems(pattern.callback)

urlpatterns = [
    path("docs", docs_page, name="api-docs"),
    path("document-engine/callbacks", callback, name="document-engine-callback"),
    path("", include((_patterns, _app_name), namespace=_namespace)),
    re_path(r"^.*$", nothing_here),
]
