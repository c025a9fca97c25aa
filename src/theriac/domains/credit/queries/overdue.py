"""Accounts with something past its day to pay, told by the database."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.credit.permissions import VIEW_CREDIT
from theriac.domains.credit.queries.accounts import CHARGING


def past_due(rows: QuerySet[CreditAccount], on: date) -> QuerySet[CreditAccount]:
    """Those of these accounts that owe something whose last day to pay is before ``on``.

    Payments go to the oldest first, so what an account owes it owes of its last charges: of the
    last one that is late, once it owes more than all that was charged after that one.
    """
    entries = CreditEntry.objects.filter(account_id=OuterRef("pk")).order_by()
    late = entries.filter(kind__in=CHARGING, due_on__lt=on).order_by("-booked_on", "-recorded_at")
    charged_later = Q(kind__in=CHARGING) & _after("")
    later = entries.filter(charged_later | _after("charge__"))
    sums = later.values("account_id").annotate(sum=Sum("amount")).values("sum")
    return (
        rows.filter(owed__gt=0)
        .annotate(
            late_on=Subquery(late.values("booked_on")[:1]),
            late_at=Subquery(late.values("recorded_at")[:1]),
        )
        .filter(late_on__isnull=False)
        .annotate(charged_later=Coalesce(Subquery(sums), Value(0)))
        .filter(owed__gt=F("charged_later"))
    )


def _after(charge: str) -> Q:
    """Whether a charge is behind the last one that is late, in the order of ``settle``."""
    day, moment = f"{charge}booked_on", f"{charge}recorded_at"
    same_day = Q(**{day: OuterRef("late_on"), f"{moment}__gt": OuterRef("late_at")})
    return Q(**{f"{day}__gt": OuterRef("late_on")}) | same_day


@query(permission=VIEW_CREDIT)
def overdue_accounts(*, actor: Actor, branch_id: UUID, on: date) -> QuerySet[Any]:
    """The pharmacy's accounts that owe something past its day to pay, in no order."""
    return past_due(CreditAccount.objects.order_by(), on)
