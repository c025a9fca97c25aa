"""Sets of knowledge, their lines, and those that could be taken in."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.medicines.recognition import substance_key
from theriac.domains.clinical.models import KnowledgeLine, KnowledgeSet, KnowledgeStep
from theriac.domains.clinical.permissions import VIEW_KNOWLEDGE
from theriac.domains.clinical.shipped import ShippedSet, shipped_sets


def lines_with(rows: QuerySet[KnowledgeLine], text: str) -> QuerySet[KnowledgeLine]:
    """Lines that name what ``text`` begins, or are of this rule."""
    key = substance_key(text)
    by_rule = Q(rule__icontains=text.strip())
    if not key:
        return rows.filter(by_rule)
    return rows.filter(Q(first__startswith=key) | Q(second__startswith=key) | by_rule)


SETS: Listing[KnowledgeSet] = Listing(
    name="clinical.sets",
    sorts={"name": SortFields(("name", "edition"))},
    default_sort="name",
    filters={"state": lambda rows, state: rows.filter(state=state)},
)
LINES: Listing[KnowledgeLine] = Listing(
    name="clinical.lines",
    sorts={"position": SortFields(("position",))},
    default_sort="position",
    filters={
        "kind": lambda rows, kind: rows.filter(kind=kind),
        "text": lines_with,
    },
)


@query(permission=VIEW_KNOWLEDGE)
def list_sets(*, actor: Actor) -> QuerySet[KnowledgeSet]:
    """Every set, in no order."""
    return KnowledgeSet.objects.order_by()


@query(permission=VIEW_KNOWLEDGE)
def get_set(*, actor: Actor, set_id: UUID) -> KnowledgeSet | None:
    """One set, or None."""
    return KnowledgeSet.objects.filter(id=set_id).first()


@query(permission=VIEW_KNOWLEDGE)
def list_lines(*, actor: Actor, set_id: UUID) -> QuerySet[KnowledgeLine]:
    """The lines of a set, in no order."""
    return KnowledgeLine.objects.filter(set_id=set_id).order_by()


@query(permission=VIEW_KNOWLEDGE)
def steps_of(*, actor: Actor, set_id: UUID) -> list[KnowledgeStep]:
    """When the set was put in force and withdrawn, the last first."""
    return list(KnowledgeStep.objects.filter(set_id=set_id).order_by("-recorded_at", "-id"))


@query(permission=VIEW_KNOWLEDGE)
def sets_to_add(*, actor: Actor) -> list[ShippedSet]:
    """Sets that come with the product and aren't here yet."""
    here = set(KnowledgeSet.objects.values_list("name", "edition"))
    return [one for one in shipped_sets() if (one.name, one.edition) not in here]
