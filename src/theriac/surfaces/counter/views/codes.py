"""Linking a code that nobody knows to the pack that is in somebody's hand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.catalog.gs1.linked_codes import code_to_link
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of
from theriac.surfaces.counter.wire.codes import LinkCodeIn, LinkedCodeOut


@endpoint("POST")
def link_code(request: HttpRequest) -> HttpResponse:
    """Let the code open the pack from now on, for who may change products."""
    device = paired_device(request)
    asked = read_body(request, LinkCodeIn)
    person = person_of(device, asked.token)
    code = code_to_link(asked.code)
    add_barcode(actor=person, pack_id=asked.pack_id, code=code)
    return answer_with(LinkedCodeOut(code=code, pack_id=asked.pack_id))
