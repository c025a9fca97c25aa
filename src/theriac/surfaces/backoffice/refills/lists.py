"""The refills of a branch: who runs out soon, who is late and by how much, who is to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from theriac.core.database.among import Among
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.catalog.queries.search import every_product_found
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.commands.search import Reach
from theriac.domains.refills.permissions import KEEP_REFILLS, SET_REFILLS, VIEW_REFILLS
from theriac.domains.refills.queries.plans import PlanTold, list_plans, plans_told, refill_rules
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.refills.words import (
    STATES,
    adherence_words,
    reached,
    standing_badge,
)
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort


@dataclass(frozen=True, slots=True)
class RefillRow:
    """A plan as it stands, with its product and how the patient is reached."""

    told: PlanTold
    product: ProductDetail
    reach: Reach | None
    token: str
    """The form's token, for who may note that somebody was told; else ""."""

    @property
    def pk(self) -> UUID:
        """The plan's id."""
        return UUID(str(self.told.plan.pk))

    @property
    def name(self) -> str:
        """Whose plan it is."""
        return self.reach.names if self.reach else str(_("A patient"))

    @property
    def medicine(self) -> str:
        """How much of what."""
        return f"{self.product.name}, {in_words(self.told.plan.quantity, self.product)}"

    @property
    def due(self) -> Any:
        """The first day without medicine."""
        return self.told.plan.next_due_on

    @property
    def late(self) -> str:
        """By how many days."""
        count = self.told.late
        return (
            ngettext("%(count)s day", "%(count)s days", count) % {"count": count} if count else ""
        )

    @property
    def kept_to(self) -> str:
        """How much of the last 180 days was covered."""
        return adherence_words(self.told)

    @property
    def covered(self) -> tuple[int | None, int | None]:
        """Days covered, of so many."""
        found = self.told.adherence
        return (found.covered, found.days) if found else (None, None)

    @property
    def phone(self) -> str:
        """The telephone, where the patient agreed to be called and the reader may see it."""
        return self.reach.phone if self.reach and "phone" in self.reach.channels else ""

    @property
    def may_be_called(self) -> bool:
        """Whether one tap may say that they were told by telephone."""
        reminder = self.told.reminder
        agreed = self.reach is not None and "phone" in self.reach.channels
        return bool(self.token and agreed and reminder and reminder.state in ("due", "unreachable"))


class RefillTable(ListTable):
    """Who and what, when it runs out, how late, how well it was kept to, how it stands."""

    name = NameColumn(
        verbose_name=gettext_lazy("Patient"),
        url=lambda row: reverse("backoffice:refill_detail", args=[row.pk]),
        note=lambda row: row.medicine,
    )
    due = DateColumn(
        verbose_name=gettext_lazy("Runs out on"),
        label=gettext_lazy("Runs out on"),
        empty_values=(None, ""),
    )
    late = TextColumn(
        verbose_name=gettext_lazy("Late by"), label=gettext_lazy("Late by"), empty_values=("",)
    )
    kept_to = TextColumn(
        verbose_name=gettext_lazy("Adherence"),
        label=gettext_lazy("Adherence"),
        empty_values=("",),
    )
    phone = TextColumn(
        verbose_name=gettext_lazy("Telephone"),
        label=gettext_lazy("Telephone"),
        empty_values=("",),
        whole=True,
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="told")
    tell = TextColumn(verbose_name="", accessor="may_be_called", empty_values=(False,))

    def render_state(self, record: RefillRow) -> SafeString:
        """As a badge."""
        return standing_badge(record.told)

    def render_phone(self, value: str) -> SafeString:
        """A number that a telephone calls at a tap."""
        return format_html('<a href="tel:{}">{}</a>', value.replace(" ", ""), value)

    def render_tell(self, record: RefillRow) -> SafeString:
        """One tap: told by telephone."""
        return format_html(
            '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" '
            'value="{}"><input type="hidden" name="channel" value="phone"><input type="hidden" '
            'name="answer" value="told"><input type="hidden" name="back" value="list"><button '
            'class="btn btn-plain btn-sm" type="submit">{}</button></form>',
            reverse("backoffice:refill_tell", args=[record.pk]),
            record.token,
            _("Told"),
        )


class RefillFilters(ListFilters):
    """Those that run out soon, are late, or are to be told; ended ones only if asked for."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=gettext_lazy("Status"))
    due = django_filters.BooleanFilter(label=gettext_lazy("Refill due"), method="only_due")
    late = django_filters.BooleanFilter(label=gettext_lazy("Late"), method="only_late")
    untold = django_filters.BooleanFilter(label=gettext_lazy("To remind"), method="only_untold")

    def only_due(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        return self._before(rows, self._rules.remind_days + 1) if value else rows

    def only_late(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        return self._before(rows, -self._rules.late_days) if value else rows

    def only_untold(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        return rows.filter(reminded="due") if value else rows

    def _before(self, rows: QuerySet[Any], days: int) -> QuerySet[Any]:
        day = branch_date(self._branch) + timedelta(days=days)
        return rows.filter(state="active", next_due_on__lt=day)

    @property
    def _branch(self) -> UUID:
        return UUID(str(self.request.actor.branch_id))

    @property
    def _rules(self) -> Any:
        return refill_rules(actor=self.request.actor, branch_id=self._branch)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Plans that stand, unless something else is chosen."""
        kept: QuerySet[Any] = super().filter_queryset(queryset)
        return kept if self.form.cleaned_data.get("state") else kept.exclude(state="ended")


class RefillList(ListScreen):
    """Refill plans of the branch."""

    permission = VIEW_REFILLS
    title = gettext_lazy("Refills")
    counted = ngettext_lazy("%(count)s plan", "%(count)s plans", "count")
    search_hint = gettext_lazy("Product")
    table_class = RefillTable
    filterset_class = RefillFilters
    sorts = {"due": Sort(gettext_lazy("Runs out on"), ("next_due_on",))}
    default_sort = "due"
    exports = (
        Export(gettext_lazy("Code"), lambda row: row.told.plan.code),
        Export(gettext_lazy("Patient"), lambda row: row.name),
        Export(gettext_lazy("Telephone"), lambda row: row.phone),
        Export(gettext_lazy("Product"), lambda row: row.product.name),
        Export(gettext_lazy("Quantity, base units"), lambda row: row.told.plan.quantity),
        Export(gettext_lazy("Base unit"), lambda row: row.product.base_unit),
        Export(gettext_lazy("Days’ supply"), lambda row: row.told.plan.days),
        Export(gettext_lazy("Last refill"), lambda row: row.told.plan.last_filled_on),
        Export(gettext_lazy("Runs out on"), lambda row: row.told.plan.next_due_on),
        Export(gettext_lazy("Days late"), lambda row: row.told.late),
        Export(gettext_lazy("Days covered"), lambda row: row.covered[0]),
        Export(gettext_lazy("Days measured"), lambda row: row.covered[1]),
        Export(gettext_lazy("Status"), lambda row: str(STATES.word(row.told.plan.state))),
    )
    empty = Empty(
        gettext_lazy("No refill plans"),
        gettext_lazy(
            "A plan starts when a prescription with repeats is dispensed. For other medicines, "
            "start one on the patient’s page."
        ),
        "arrow-repeat",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_plans(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_plans(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By product."""
        found = every_product_found(actor=self.actor, text=text)
        return rows.filter(Among("product_id", found))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Plans as they stand, with product and how the patient is reached."""
        if self.branch_id is None:
            return {}
        plans = list(self.rows().filter(pk__in=ids))
        told = plans_told(plans)
        keys = list({one.product_id for one in plans})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=keys)}
        found = reached(self.actor, self.branch_id, [one.patient_id for one in plans])
        token = get_token(self.request) if self.may(KEEP_REFILLS) else ""
        return {
            one.pk: RefillRow(
                told[one.pk], products[one.product_id], found.get(one.patient_id), token
            )
            for one in plans
        }

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                gettext_lazy("Reminder settings"),
                "sliders",
                reverse("backoffice:refill_settings"),
                SET_REFILLS,
            ),
        ]
