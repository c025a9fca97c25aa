"""The journal: every posting, by account, day, document and branch."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.books.models import PeriodClosing, Posting
from theriac.domains.books.permissions import VIEW_BOOKS


def on_account(rows: QuerySet[Posting], account: str) -> QuerySet[Posting]:
    """Those that move something to or from an account."""
    return rows.filter(Q(debit=account) | Q(credit=account))


JOURNAL: Listing[Posting] = Listing(
    name="books.journal",
    sorts={"recorded_at": SortFields(("recorded_at",)), "booked_on": SortFields(("booked_on",))},
    default_sort="-booked_on",
    filters={
        "branch_id": lambda rows, value: rows.filter(branch_id=value),
        "account": on_account,
        "since": lambda rows, value: rows.filter(booked_on__gte=value),
        "until": lambda rows, value: rows.filter(booked_on__lte=value),
        "document_kind": lambda rows, value: rows.filter(document_kind=value),
        "document_id": lambda rows, value: rows.filter(document_id=value),
    },
)


@query(permission=VIEW_BOOKS)
def list_postings(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[Posting]:
    """Postings of the branch, or of every branch whose books the actor may see, in no order."""
    return Posting.objects.filter(**branches_seen(actor, VIEW_BOOKS, branch_id)).order_by()


@query(permission=VIEW_BOOKS)
def closed_on(*, actor: Actor) -> date | None:
    """The last day that is closed now or from within a minute on; None where none is."""
    newest = PeriodClosing.objects.order_by("-effective_at", "-id").first()
    return newest.last_on if newest else None
