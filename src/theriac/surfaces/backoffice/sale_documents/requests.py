"""Asking that a paper is sent; what waits to be sent, and sending it by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.ids import new_id, parse_id
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sale_documents.commands.end_request import (
    cancel_document_request,
    mark_document_sent,
)
from theriac.domains.sale_documents.commands.request_document import request_document
from theriac.domains.sale_documents.requests.messages import message_to_send
from theriac.domains.sale_documents.requests.queries import (
    Requested,
    get_request,
    in_state,
    list_requests,
    requested,
)
from theriac.domains.sales.permissions import COPY_RECEIPT
from theriac.surfaces.backoffice.sale_documents.papers import CreditPapered, Papered, SalePapered
from theriac.surfaces.backoffice.sale_documents.words import CHANNELS, KINDS, OPENS, STATES
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One, OneScreen

PAPERS: Mapping[str, str] = {
    "sale": "backoffice:sale_document",
    "credit_note": "backoffice:customer_return_paper",
    "quotation": "backoffice:quotation_paper",
}
"""The page of a document's paper, by its kind."""


class DocumentSendingForm(ScreenForm):
    """By which channel, and where to; its own id, so that it is asked once."""

    request_id = forms.CharField(widget=forms.HiddenInput, required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=list(CHANNELS.items()))
    to = forms.CharField(label=_("Email address or phone number"), max_length=120)


class Sends(Papered, FormScreen):
    """Ask that the document of this page is sent."""

    permission = COPY_RECEIPT
    form_class = DocumentSendingForm
    template_name = "backoffice/form.html"
    title = _("Send document")
    submit_label = _("Save request")
    lead = _("The request is added to the documents to send. Staff send it from there.")
    done = _("Request saved.")
    kind: ClassVar[str]

    @property
    def of_branch(self) -> UUID:
        """The document's."""
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        return {"request_id": str(new_id())}

    def page_title(self) -> Text:
        return self.title

    def act(self, form: ScreenForm) -> str:
        typed = form.cleaned_data
        request_id = request_document(
            actor=self.actor,
            branch_id=BranchId(self.of_branch),
            kind=self.kind,
            document_id=self.key,
            channel=typed["channel"],
            to=typed["to"],
            request_id=parse_id(typed["request_id"]),
        )
        return reverse("backoffice:document_request", args=[request_id])


class SendSale(Sends, SalePapered):
    """The receipt or invoice of a sale."""

    kind = "sale"

    @property
    def of_branch(self) -> UUID:
        branch_id: UUID = self.receipt.sale.branch_id
        return branch_id


class SendCreditNote(Sends, CreditPapered):
    """A credit note."""

    kind = "credit_note"

    @property
    def of_branch(self) -> UUID:
        branch_id: UUID = self.note.branch_id
        return branch_id


class SendingTable(ListTable):
    """Which document, to whom by which channel, since when, by whom, how it stands."""

    number = NameColumn(
        verbose_name=_("Document"),
        url=lambda row: reverse("backoffice:document_request", args=[row.pk]),
        note=lambda row: str(KINDS[row.document_kind]),
    )
    to = TextColumn(verbose_name=_("Send to"), accessor="to", label=_("Send to"))
    channel = TextColumn(verbose_name=_("Channel"), accessor="channel", label=_("Channel"))
    asked = MomentColumn(verbose_name=_("Requested"), accessor="asked_at", label=_("Requested"))
    person = TextColumn(verbose_name=_("Who"), accessor="person", label=_("Who"))
    state = TextColumn(verbose_name=_("Status"), accessor="state")

    def render_channel(self, value: str) -> str:
        return str(CHANNELS[value])

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class SendingFilters(ListFilters):
    """How it stands, by which channel; what is over is left out unless asked for."""

    state = django_filters.ChoiceFilter(
        choices=STATES.choices(), label=_("Status"), method="keep_state"
    )
    channel = django_filters.ChoiceFilter(choices=list(CHANNELS.items()), label=_("Channel"))

    def keep_state(self, rows: Any, name: str, value: str) -> Any:
        """What became of it stands beside it."""
        return in_state(rows, value)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What waits, unless something else is chosen."""
        kept: QuerySet[Any] = super().filter_queryset(queryset)
        return kept if self.form.cleaned_data.get("state") else in_state(kept, "waiting")


class SendingList(ListScreen):
    """What waits to be sent at the branch."""

    permission = COPY_RECEIPT
    title = _("Documents to send")
    counted = ngettext_lazy("%(count)s request", "%(count)s requests", "count")
    search_hint = _("Document number")
    table_class = SendingTable
    filterset_class = SendingFilters
    sorts = {"asked": Sort(_("Requested"), ("asked_at",), descending=True)}
    default_sort = "asked"
    exports = (  # not the address: it is kept encrypted, and a file isn't
        Export(_("Document"), lambda row: row.number),
        Export(_("Kind"), lambda row: str(KINDS[row.document_kind])),
        Export(_("Channel"), lambda row: str(CHANNELS[row.channel])),
        Export(_("Requested"), lambda row: row.asked_at),
        Export(_("Who"), lambda row: row.person),
        Export(_("Status"), lambda row: str(STATES.word(row.state))),
    )
    empty = Empty(
        _("No documents to send"),
        _("Choose Send on a receipt, an invoice, a credit note or a quotation."),
        "send",
    )

    def rows(self) -> QuerySet[Any]:
        """Those of the branch that is worked in."""
        rows = list_requests(actor=self.actor, branch_id=self.branch_id)
        return rows if self.branch_id else rows.none()

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Numbers that hold what was typed."""
        return rows.filter(number__icontains=text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Wishes with the names of who asked, their addresses opened."""
        rows = [(row, requested(row)) for row in self.rows().filter(pk__in=ids)]
        people = names_of(row.asked_by for row, _told in rows)
        for row, told in rows:
            row.to, row.state = told.to or "–", told.state
            row.person = people.get(row.asked_by, "")
        return {row.pk: row for row, _told in rows}


class SendingScreen(OneScreen):
    """A screen of the wish that the address names."""

    own_page = "backoffice:document_request"
    among = ((_("Documents to send"), "backoffice:document_request_list"),)
    wish: One[Requested] = One(
        "document_request_id",
        lambda at, key: get_request(actor=at.actor, request_id=key),
        missing=_("This request doesn’t exist. Choose one from the list."),
    )

    def name(self) -> Text:
        """The document's number."""
        return self.wish.number


class SendingDetail(SendingScreen):
    """Where to, what to say, the paper; marked as sent once it went out."""

    permission = COPY_RECEIPT
    template_name = "backoffice/sale_documents/request.html"

    @cached_property
    def paper(self) -> str:
        """The page of the paper that goes with it."""
        return reverse(PAPERS[self.wish.kind], args=[self.wish.document_id])

    def context(self) -> dict[str, Any]:
        wish = self.wish
        people = names_of([wish.asked_by, *([wish.ended_by] if wish.ended_by else [])])
        is_waiting = wish.state == "waiting"
        return {
            "wish": wish,
            "kind": KINDS[wish.kind],
            "channel": CHANNELS[wish.channel],
            "state": STATES.badge(wish.state),
            "asker": people.get(wish.asked_by, ""),
            "ender": people.get(wish.ended_by, "") if wish.ended_by else "",
            "paper": self.paper,
            "is_waiting": is_waiting,
            "opens": OPENS[wish.channel],
            "message": message_to_send(self.actor, wish) if is_waiting else None,
        }


class EndsRequest(SendingScreen, ButtonScreen):
    """A button that says what became of it."""

    @property
    def at_branch(self) -> BranchId:
        return BranchId(self.wish.branch_id)


class MarkSent(EndsRequest):
    """The paper went out."""

    calls = Calls(mark_document_sent)
    done = _("Marked as sent.")


class CancelRequest(EndsRequest):
    """Nobody waits for it any more."""

    calls = Calls(cancel_document_request)
    done = _("Request cancelled.")
