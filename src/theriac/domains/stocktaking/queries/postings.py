"""What was posted of counts, as the books have it: documents, and what each line found."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, QuerySet

from theriac.core.actor import Actor
from theriac.core.query import branches_seen, query
from theriac.domains.stocktaking.models import CountPosting, CountResult
from theriac.domains.stocktaking.permissions import VIEW_VARIANCES


@query(permission=VIEW_VARIANCES)
def count_postings(*, actor: Actor) -> QuerySet[CountPosting]:
    """Posted counts where the actor may see their differences, in no order."""
    rows = CountPosting.objects.filter(**branches_seen(actor, VIEW_VARIANCES))
    return rows.select_related("count").order_by()


@query(permission=VIEW_VARIANCES)
def count_results(*, actor: Actor, count_id: UUID) -> QuerySet[CountResult]:
    """The lines of a posted count, with batch, place and look, in no order."""
    rows = CountResult.objects.filter(
        posting__count_id=count_id, **branches_seen(actor, VIEW_VARIANCES)
    )
    return rows.select_related("batch", "place", "entry").order_by()


def differing(rows: QuerySet[CountResult], way: str) -> QuerySet[CountResult]:
    """Those whose count differs from the ledger: any (``differs``), ``over`` or ``short``."""
    if way == "over":
        return rows.filter(counted__gt=F("expected"))
    if way == "short":
        return rows.filter(counted__lt=F("expected"))
    return rows.exclude(counted=F("expected"))
