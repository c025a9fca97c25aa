"""What staff send by hand with a paper, and the link that opens it in a program."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.utils import translation
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.paper.bills import PrintedBill
from theriac.domains.sale_documents.models import DocumentRequest
from theriac.domains.sale_documents.requests.kinds import KINDS
from theriac.domains.sale_documents.requests.queries import Requested


@dataclass(frozen=True, slots=True)
class MessageToSend:
    """A message that goes with a paper; ``link`` opens it in a program, "" without an address."""

    subject: str
    text: str
    link: str


def message_to_send(actor: Actor, request: Requested) -> MessageToSend:
    """What staff send by hand, in the language of the papers.

    It names the paper, its date and its total and no goods: what somebody bought is about their
    health, and the text stands in a web address. Raises NotFound.
    """
    bill = KINDS[request.kind].bill(actor, request.document_id)
    subject, text = _words(bill)
    return MessageToSend(subject, text, _link(request, subject, text))


def _words(bill: PrintedBill) -> tuple[str, str]:
    with translation.override(bill.language):
        subject = _("%(document)s %(number)s, %(shop)s") % {
            "document": bill.title or _("Receipt"),
            "number": bill.number,
            "shop": bill.shop,
        }
        facts = [f"{label}: {value}" for label, value in bill.facts[1:2]]
        total = [f"{one.label}: {one.value}" for one in bill.sums if one.is_total]
        return subject, "\n".join([subject, *facts, *total])


def _link(request: Requested, subject: str, text: str) -> str:
    if not request.to:
        return ""
    if request.channel == DocumentRequest.Channel.EMAIL:
        to = quote(request.to, safe="@")
        return f"mailto:{to}?subject={quote(subject)}&body={quote(text)}"
    if request.channel == DocumentRequest.Channel.WHATSAPP:
        return f"https://wa.me/{request.to.removeprefix('+')}?text={quote(text)}"
    return f"sms:{request.to}?body={quote(text)}"
