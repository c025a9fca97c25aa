"""The list of alerts: what waits at the branch, who sees to it, and what cleared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.database.among import Among
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.replenishment.commands.acknowledge import LONGEST_NOTE, acknowledge_alerts
from theriac.domains.replenishment.permissions import SEE_TO_ALERTS
from theriac.domains.replenishment.queries.alerts import (
    list_alerts,
    people_named,
    unseen_by_kind,
)
from theriac.domains.replenishment.queries.reorder import ReorderReason, reorder_reasons
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.replenishment.words import (
    KINDS,
    note_words,
    owner_words,
    reason_words,
    says,
    state_badge,
)
from theriac.surfaces.backoffice.shell.forms.button import Calls
from theriac.surfaces.backoffice.shell.listing.selection import (
    Asked,
    RowAct,
    SelectableList,
    SelectionScreen,
)
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, actor_of
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert with its product, reason and people."""

    alert: Any
    product: ProductDetail | None
    reason: ReorderReason | None
    people: Mapping[UUID, str]

    @property
    def pk(self) -> UUID:
        """The alert's id."""
        return UUID(str(self.alert.pk))

    @property
    def name(self) -> str:
        """What it is about."""
        if self.product is not None:
            return self.product.name
        return str(self.alert.sensor.name) if self.alert.sensor else ""

    @property
    def why(self) -> str | SafeString:
        """Why it was raised, as things are now."""
        reorder = self.reason if self.alert.cleared_at is None else None
        return reason_words(self.alert, self.product, reorder)

    @property
    def owner(self) -> str:
        """Who sees to it."""
        return owner_words(self.alert, self.people)

    @property
    def note(self) -> str:
        return note_words(self.alert)


class AlertTable(ListTable):
    """What, why, since when, who, how it stands."""

    name = NameColumn(
        verbose_name=gettext_lazy("Subject"),
        url=lambda row: reverse("backoffice:alert_detail", args=[row.pk]),
        note=lambda row: row.why,
    )
    kind = TextColumn(verbose_name=gettext_lazy("Alert"), accessor="alert")
    raised = MomentColumn(
        verbose_name=gettext_lazy("Since"),
        accessor="alert__raised_at",
        label=gettext_lazy("Since"),
    )
    owner = TextColumn(verbose_name=gettext_lazy("Who"), label=gettext_lazy("Who"))
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="alert")

    def render_kind(self, value: Any) -> SafeString:
        return KINDS.badge(says(value))

    def render_state(self, value: Any) -> SafeString:
        return state_badge(value)


class AlertFilters(ListFilters):
    """By kind; what nobody looked at; one's own; cleared ones, which are left out else."""

    kind = django_filters.ChoiceFilter(
        choices=KINDS.choices(), method="keep_kind", label=gettext_lazy("Alert")
    )
    unseen = django_filters.BooleanFilter(
        method="keep_unseen", label=gettext_lazy("Not viewed yet")
    )
    mine = django_filters.BooleanFilter(method="keep_mine", label=gettext_lazy("Assigned to me"))
    cleared = django_filters.BooleanFilter(method="keep_all", label=gettext_lazy("Closed"))

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Open ones, or cleared ones where they are asked for."""
        cleared = bool(self.form.cleaned_data.get("cleared"))
        kept: QuerySet[Any] = super().filter_queryset(queryset)
        return kept.filter(cleared_at__isnull=not cleared)

    def keep_all(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """What ``filter_queryset`` decides."""
        return rows

    def keep_kind(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that say so today."""
        if value == "expired":
            return rows.filter(kind="expiry", batch__expires_on__lte=shown.today())
        if value == "expiry":
            return rows.filter(kind="expiry").exclude(batch__expires_on__lte=shown.today())
        return rows.filter(kind=value)

    def keep_unseen(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Not acknowledged."""
        return rows.filter(care__acknowledged_at=None) if value else rows

    def keep_mine(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """That the reader sees to."""
        return rows.filter(care__owner_id=actor_of(self.request).id) if value else rows


class AlertList(SelectableList):
    """Every alert of the branch; it clears by itself when its reason is gone."""

    permission = VIEW_STOCK
    template_name = "backoffice/replenishment/alerts.html"
    title = gettext_lazy("Alerts")
    counted = ngettext_lazy("%(count)s alert", "%(count)s alerts", "count")
    search_hint = gettext_lazy("Product")
    table_class = AlertTable
    filterset_class = AlertFilters
    sorts = {
        "raised": Sort(gettext_lazy("Since"), ("raised_at",), descending=True),
        "kind": Sort(gettext_lazy("Alert"), ("kind", "raised_at")),
    }
    default_sort = "raised"
    exports = (
        Export(gettext_lazy("Alert"), lambda row: str(KINDS.word(says(row.alert)))),
        Export(gettext_lazy("Subject"), lambda row: row.name),
        Export(
            gettext_lazy("Batch"), lambda row: row.alert.batch.number if row.alert.batch else ""
        ),
        Export(
            gettext_lazy("Expiry"),
            lambda row: row.alert.batch.expires_on if row.alert.batch else None,
        ),
        Export(
            gettext_lazy("On the shelf, base units"),
            lambda row: row.reason.on_hand if row.reason else None,
        ),
        Export(gettext_lazy("Minimum"), lambda row: row.reason.minimum if row.reason else None),
        Export(
            gettext_lazy("Sold in 90 days, base units"),
            lambda row: row.reason.sold if row.reason else None,
        ),
        Export(
            gettext_lazy("Days of stock"),
            lambda row: row.reason.days_of_cover if row.reason else None,
        ),
        Export(gettext_lazy("Since"), lambda row: row.alert.raised_at),
        Export(gettext_lazy("Closed"), lambda row: row.alert.cleared_at),
        Export(gettext_lazy("Who"), lambda row: row.owner),
        Export(gettext_lazy("Note"), lambda row: row.note),
    )
    empty = Empty(
        gettext_lazy("No alerts"),
        gettext_lazy(
            "Low stock, expiring batches and fridge temperatures are listed here "
            "until they are resolved."
        ),
        "bell",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_alerts(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_alerts(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By product."""
        found = every_product_found(actor=self.actor, text=text)
        return rows.filter(Among("product_id", found))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Alerts with product, reason and people."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=ids))
        keys = list({row.product_id for row in rows if row.product_id})
        found = product_details(actor=self.actor, product_ids=keys)
        products = {one.id: one for one in found}
        low = list({row.product_id for row in rows if row.kind == "low"})
        reasons = reorder_reasons(
            actor=self.actor, branch_id=self.branch_id, today=shown.today(), product_ids=low
        )
        people = names_of(people_named(rows))
        return {
            row.pk: AlertRow(
                row,
                products.get(row.product_id),
                reasons.get(row.product_id) if row.kind == "low" else None,
                people,
            )
            for row in rows
        }

    def acts(self) -> Sequence[RowAct]:
        """All that is selected is acknowledged with one note."""
        url, words = reverse("backoffice:alerts_acknowledge"), gettext_lazy("Acknowledge")
        note = Asked(
            "note",
            gettext_lazy("Note (optional)"),
            most=LONGEST_NOTE,
            hint=gettext_lazy("Don't enter patient names"),
        )
        return [RowAct(words, "check2", url, SEE_TO_ALERTS, note)]

    def row_name(self, row: AlertRow) -> str:
        return f"{row.name}, {KINDS.word(says(row.alert))}"

    def groups(self) -> list[tuple[Text, int, str]]:
        """Each kind that nobody looked at: its name, how many, and the list of them."""
        if self.branch_id is None:
            return []
        counts = unseen_by_kind(actor=self.actor, branch_id=self.branch_id, today=shown.today())
        return [
            (words, counts[kind], f"{self.request.path}?kind={kind}&unseen=true")
            for kind, words in KINDS.choices()
            if counts.get(kind)
        ]

    def context(self) -> dict[str, Any]:
        return {**super().context(), "groups": self.groups()}

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Stock"), reverse("backoffice:stock_list"))]


class AcknowledgeSelected(SelectionScreen):
    """Somebody knows of all of them."""

    calls = Calls(acknowledge_alerts, note=str)
    takes = "alert_ids"
    list_name = "backoffice:alert_list"
    counted = ngettext_lazy(
        "%(count)s alert acknowledged.", "%(count)s alerts acknowledged.", "count"
    )
