"""Branches and terminals that an actor may see."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.organisation.models import Branch, Terminal
from theriac.domains.organisation.permissions import VIEW_ORGANISATION
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.terminals import list_terminals

BRANCHES: Listing[Branch] = Listing(
    name="organisation.branches", sorts={"code": SortFields(("code",))}, default_sort="code"
)
TERMINALS: Listing[Terminal] = Listing(
    name="organisation.terminals", sorts={"code": SortFields(("code",))}, default_sort="code"
)


@query(permission=VIEW_ORGANISATION)
def branches_of(*, actor: Actor) -> QuerySet[Branch]:
    """The active branches at which the actor may see the organisation, with their pharmacy."""
    seen = list_branches(actor.branches_with(VIEW_ORGANISATION))
    return seen.select_related("pharmacy").order_by()


@query(permission=VIEW_ORGANISATION)
def terminals_of(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[Terminal]:
    """Terminals of the branch, or of every branch that the actor may see."""
    seen = branches_seen(actor, VIEW_ORGANISATION, branch_id)
    return list_terminals().filter(**seen).order_by()
