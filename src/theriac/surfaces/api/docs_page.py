"""The page that shows the API's document and lets a signed-in person try it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def docs_page(request: HttpRequest) -> HttpResponse:
    """Swagger UI from this server's own files; nothing inline, nothing from outside."""
    return render(request, "api/docs.html")
