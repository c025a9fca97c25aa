"""The movements that the sums of a recall add up."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.recalls.models import RecallBatch
from theriac.domains.recalls.rules import part_of
from theriac.domains.stock.models import Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.permissions import VIEW_STOCK


@query(permission=VIEW_STOCK)
def movements_of_recall(*, actor: Actor, recall_id: UUID) -> QuerySet[Movement]:
    """What came in from outside or went there of its batches, in no order.

    Of every branch: a recall concerns all of the pharmacy.
    """
    batches = RecallBatch.objects.filter(recall_id=recall_id).values("batch_id")
    rows = Movement.objects.filter(
        Q(from_place_id=OUTSIDE_ID) | Q(to_place_id=OUTSIDE_ID), batch_id__in=batches
    )
    return rows.select_related("batch", "from_place", "to_place").order_by()


def of_part(rows: QuerySet[Movement], part: str) -> QuerySet[Movement]:
    """Those of one sum, as ``rules.account`` adds them up."""
    wanted = Q()
    for comes_in in (True, False):
        kinds = [one for one in Movement.Kind.values if part_of(one, comes_in=comes_in) == part]
        plain = [one for one in kinds if one != Movement.Kind.REVERSAL]
        came, went = Q(from_place_id=OUTSIDE_ID), Q(to_place_id=OUTSIDE_ID)
        way, back = (came, went) if comes_in else (went, came)
        reversed_ones = Q(kind=Movement.Kind.REVERSAL, reverses__kind__in=plain)
        wanted |= (way & Q(kind__in=plain)) | (back & reversed_ones)
    return rows.filter(wanted)
