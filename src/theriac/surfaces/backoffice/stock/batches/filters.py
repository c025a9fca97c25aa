"""Where batches are, of which product, and what needs somebody's hand: the list's filters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.ids import parse_id
from theriac.domains.catalog.queries.product_facts import products_of_classes
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.batches.corrections import agreed_since
from theriac.domains.stock.queries.places import list_places, place_title
from theriac.surfaces.backoffice.catalog.words import legal_classes
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.listing.tables import ListFilters
from theriac.surfaces.backoffice.shell.screens import actor_of
from theriac.surfaces.backoffice.templatetags import theriac as shown

if TYPE_CHECKING:
    from theriac.domains.stock.models import BatchCorrection

CORRECTION_DAYS = 7
ON_SHELF = Q(place__kind="shelf")
"""What waits for a hand, as Today's figures and the alerts count it."""


def lately_agreed(actor: Actor, branch_id: UUID) -> QuerySet[BatchCorrection]:
    """The corrections that Today tells of: of seven days, with somebody else's yes."""
    since = clock.now() - timedelta(days=CORRECTION_DAYS)
    return agreed_since(actor=actor, branch_id=branch_id, since=since)


def branch_asked(actor: Actor, named: str) -> UUID | None:
    """The branch that the address names, if the person sees its stock; else where they work."""
    wanted = parse_id(named)
    return wanted if wanted and actor.may(VIEW_STOCK, wanted) else actor.branch_id


def within_choices() -> list[tuple[str, str]]:
    """Numbers of days to choose from, the pharmacy's own among them."""
    days = {30, 90, 180, frame.pharmacy().expiry_look_days}
    return [
        (str(number), ngettext("%(days)s day", "%(days)s days", number) % {"days": number})
        for number in sorted(days)
    ]


class BatchFilters(ListFilters):
    """Where, of which product, and what needs somebody's hand."""

    branch = django_filters.ChoiceFilter(method="keep_branch", label=_("Branch"))
    product = django_filters.UUIDFilter(field_name="product_id", label=_("Product"))
    shelf = django_filters.BooleanFilter(method="keep_shelf", label=_("On the shelf"))
    sellable = django_filters.BooleanFilter(method="keep_sellable", label=_("Can be sold"))
    expired = django_filters.BooleanFilter(method="keep_expired", label=_("Expired"))
    within = django_filters.ChoiceFilter(
        method="keep_within",
        label=_("Expires within"),
        choices=within_choices,
    )
    until = django_filters.DateFilter(method="keep_until", label=_("Expires by"))
    month = django_filters.CharFilter(method="keep_month", label=_("Expires in the month"))
    without = django_filters.BooleanFilter(method="keep_without", label=_("No expiry date"))
    held = django_filters.BooleanFilter(method="keep_held", label=_("On hold or recalled"))
    place = django_filters.ChoiceFilter(field_name="place_id", label=_("Place"))
    legal_class = django_filters.ChoiceFilter(
        method="keep_class", label=_("Class"), choices=legal_classes
    )
    consigned = django_filters.BooleanFilter(field_name="batch__is_consigned", label=_("Consigned"))
    uncosted = django_filters.BooleanFilter(
        field_name="batch__cost_amount", lookup_expr="isnull", label=_("No cost entered")
    )
    corrected = django_filters.BooleanFilter(
        method="keep_corrected", label=_("Recently changed expiry or number")
    )
    gone = django_filters.BooleanFilter(
        method="keep_gone", label=_("Include batches without stock")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        actor = actor_of(self.request)
        branch_id = branch_asked(actor, self.request.GET.get("branch", "")) or UUID(int=0)
        if not actor.may(SEE_COSTS, branch_id):
            del self.filters["uncosted"]
        seen = list_branches(actor.branches_with(VIEW_STOCK))
        self.filters["branch"].extra["choices"] = [(str(one.id), one.name) for one in seen]
        self.filters["place"].extra["choices"] = [
            (str(one.id), place_title(one.kind, one.name)) for one in list_places(branch_id)
        ]

    def keep_branch(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The screen reads them where the address says."""
        return rows

    def keep_shelf(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Not in quarantine, not on the way."""
        return rows.filter(ON_SHELF) if value else rows

    def keep_sellable(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """On the shelf, released, with an expiry after today."""
        days = {"batch__expires_on__gt": shown.today(), "batch__state": "released"}
        return rows.filter(ON_SHELF, **days) if value else rows

    def keep_class(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Products of a legal class."""
        return rows.filter(product_id__in=products_of_classes([value]))

    def keep_expired(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """On the shelf, expiry today or before."""
        return rows.filter(ON_SHELF, batch__expires_on__lte=shown.today()) if value else rows

    def keep_within(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """On the shelf, expiry after today and within so many days."""
        return self.keep_until(rows, name, shown.today() + timedelta(days=int(value)))

    def keep_until(self, rows: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        """On the shelf, expiry after today and on this day at the latest."""
        days = {"batch__expires_on__gt": shown.today(), "batch__expires_on__lte": value}
        return rows.filter(ON_SHELF, **days)

    def keep_without(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """On the shelf without an expiry; no: with one, wherever it is."""
        if value is None:
            return rows
        undated = Q(batch__expires_on=None)
        return rows.filter(undated & ON_SHELF) if value else rows.exclude(undated)

    def keep_month(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Expiry in a month, written 2026-11; anything else finds nothing."""
        year, _mark, month = value.partition("-")
        if not (year.isdecimal() and month.isdecimal() and len(year) == 4 and len(month) <= 2):
            return rows.none()
        return rows.filter(batch__expires_on__year=int(year), batch__expires_on__month=int(month))

    def keep_held(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Held until released, or recalled."""
        return rows.exclude(batch__state="released") if value else rows

    def keep_corrected(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """To whose change somebody else said yes, of the days that Today tells of."""
        if not value:
            return rows
        actor = actor_of(self.request)
        branch_id = branch_asked(actor, self.request.GET.get("branch", "")) or UUID(int=0)
        agreed = lately_agreed(actor, branch_id)
        return rows.filter(batch_id__in=agreed.values("batch_id"))

    def keep_gone(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Without it, only what has stock."""
        return rows
