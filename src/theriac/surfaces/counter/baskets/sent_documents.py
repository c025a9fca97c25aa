"""Documents that a customer wants sent: asked at a counter, sent by hand from there or later."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.sale_documents.commands.end_request import mark_document_sent
from theriac.domains.sale_documents.commands.request_document import request_document
from theriac.domains.sale_documents.requests.messages import message_to_send
from theriac.domains.sale_documents.requests.queries import get_request
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of


class DocumentToSendIn(BaseModel):
    """Which document, by which channel, where to; by the device's ``id`` it is asked once."""

    token: str = Field("", max_length=500)
    id: Id
    kind: Literal["sale", "credit_note", "quotation"]
    document_id: Id
    channel: Literal["whatsapp", "email", "message"]
    to: str = Field(min_length=1, max_length=120)


class DocumentSentIn(BaseModel):
    """Which request was carried out."""

    token: str = Field("", max_length=500)
    id: Id


class DocumentToSendOut(BaseModel):
    """The request as kept; ``link`` opens the message in a program of the device."""

    id: UUID
    to: str
    link: str


class DocumentSentOut(BaseModel):
    """The request that is over."""

    id: UUID


@endpoint("POST")
def send(request: HttpRequest) -> HttpResponse:
    """Keep the request once, however often the device asks."""
    device = paired_device(request)
    asked = read_body(request, DocumentToSendIn)
    person = person_of(device, asked.token)
    request_id = request_document(
        actor=person,
        branch_id=device.point.branch_id,
        kind=asked.kind,
        document_id=asked.document_id,
        channel=asked.channel,
        to=asked.to,
        request_id=asked.id,
    )
    kept = get_request(actor=person, request_id=request_id)
    if kept is None:
        raise NotFound(_("This request doesn’t exist."))
    link = message_to_send(person, kept).link
    return answer_with(DocumentToSendOut(id=kept.id, to=kept.to, link=link))


@endpoint("POST")
def sent(request: HttpRequest) -> HttpResponse:
    """The person sent it from this device."""
    device = paired_device(request)
    asked = read_body(request, DocumentSentIn)
    mark_document_sent(
        actor=person_of(device, asked.token),
        branch_id=device.point.branch_id,
        document_request_id=asked.id,
    )
    return answer_with(DocumentSentOut(id=asked.id))
