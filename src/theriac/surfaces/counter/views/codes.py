"""A code that nobody knows: linked to the pack in somebody's hand, or kept for the office."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.catalog.commands.unknown_codes import take_kept_code
from theriac.domains.catalog.gs1.linked_codes import code_to_link
from theriac.domains.catalog.gs1.problems import UnreadableCode
from theriac.domains.catalog.problems import ProductRefused, TooManyCodes
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of
from theriac.surfaces.counter.wire.codes import (
    KeptCodesIn,
    KeptCodesOut,
    LinkCodeIn,
    LinkedCodeOut,
)


@endpoint("POST")
def link_code(request: HttpRequest) -> HttpResponse:
    """Let the code open the pack from now on, for who may change products."""
    device = paired_device(request)
    asked = read_body(request, LinkCodeIn)
    person = person_of(device, asked.token)
    code = code_to_link(asked.code)
    add_barcode(actor=person, pack_id=asked.pack_id, code=code)
    return answer_with(LinkedCodeOut(code=code, pack_id=asked.pack_id))


@endpoint("POST")
def unknown_codes(request: HttpRequest) -> HttpResponse:
    """Take what the device kept for the office, each once; what no barcode can be is left out."""
    device = paired_device(request)
    answer = KeptCodesOut(taken=[], refused=[])
    for kept in read_body(request, KeptCodesIn).codes:
        try:
            take_kept_code(
                actor=device.actor,
                branch_id=device.point.branch_id,
                terminal_id=device.point.terminal_id,
                kept=kept,
            )
        except TooManyCodes:
            continue
        except (UnreadableCode, ProductRefused):
            answer.refused.append(kept.id)
        else:
            answer.taken.append(kept.id)
    return answer_with(answer)
