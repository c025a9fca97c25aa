"""The thumbnails of the tiles, as a device's browser asks for them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from theriac.core.files.store import Variant
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.pictures import open_picture
from theriac.domains.organisation.problems import TerminalNotPaired
from theriac.surfaces.counter.terminals import paired_device

LARGEST = 100_000
"""Bytes; a thumbnail has some thousands."""


@require_GET
def picture(request: HttpRequest, product_id: UUID, file_id: UUID) -> HttpResponse:
    """The product's thumbnail. ``file_id`` names the picture, so what is kept never grows old.

    404 for whoever isn't paired, for a product without a picture, and for a picture before this.
    """
    try:
        device = paired_device(request)
        opened = open_picture(actor=device.actor, product_id=product_id, variant=Variant.THUMBNAIL)
    except (NotFound, TerminalNotPaired):
        return HttpResponse(status=404)
    with opened.file as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST or opened.stored.id != file_id:
        return HttpResponse(status=404)
    response = HttpResponse(content, content_type=opened.content_type)
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
