"""What the branch offers: listed, added, edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.products import list_products
from theriac.domains.services.commands.offer import change_offer, offer_service
from theriac.domains.services.ids import ServiceId
from theriac.domains.services.permissions import MANAGE_SERVICES, VIEW_SERVICES
from theriac.domains.services.problems import ServiceUnknown
from theriac.domains.services.queries import list_services, vaccines_of
from theriac.domains.services.rules.codes import SERVICE_KINDS
from theriac.domains.services.rules.facts import MOST_MINUTES, MOST_PLACES, ServiceOffer
from theriac.surfaces.backoffice.services.vaccines import VaccineGrid
from theriac.surfaces.backoffice.services.words import KIND_CHOICES, QUANTITY_CHOICES
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.stock.grids.document import GridDocument

if TYPE_CHECKING:
    from theriac.domains.services.models import OfferedService

MOST_CHOICES = 500


class AmongServices(Screen):
    """A screen below the list of appointments."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Appointments"), reverse("backoffice:appointment_list"))]


@dataclass(frozen=True, slots=True)
class OfferedServiceRow:
    """A service with the product that is billed."""

    row: Any
    product: str
    may_manage: bool

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.row.pk))

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.row.name)

    @property
    def address(self) -> str:
        """Where it is edited, for who may."""
        return reverse("backoffice:service_change", args=[self.pk]) if self.may_manage else ""


class OfferedServiceTable(ListTable):
    """Name, kind, product, minutes, places, whether it is offered."""

    name = NameColumn(
        verbose_name=_("Service"),
        url=lambda row: row.address,
        note=lambda row: str(SERVICE_KINDS[row.row.kind]),
    )
    product = TextColumn(verbose_name=_("Billed as"), accessor="product", label=_("Billed as"))
    minutes = NumberColumn(verbose_name=_("Minutes"), accessor="row__minutes")
    capacity = NumberColumn(verbose_name=_("At a time"), accessor="row__capacity")
    offered = TextColumn(verbose_name=_("Status"), accessor="row__is_offered")

    def render_offered(self, value: bool) -> SafeString:
        if value:
            return badge(_now("Offered"), "check2", "go")
        return badge(_now("Not offered"), "dash-circle")


class ServiceFilters(ListFilters):
    """By kind, and whether it is offered."""

    kind = django_filters.ChoiceFilter(choices=KIND_CHOICES, label=_("Kind"))
    is_offered = django_filters.BooleanFilter(label=_("Offered"))


class ServiceList(AmongServices, ListScreen):
    """What the branch offers or offered."""

    permission = VIEW_SERVICES
    title = _("Services")
    counted = ngettext_lazy("%(count)s service", "%(count)s services", "count")
    table_class = OfferedServiceTable
    filterset_class = ServiceFilters
    sorts = {"name": Sort(_("Service"), ("name",))}
    default_sort = "name"
    exports = (
        Export(_("Service"), "name"),
        Export(_("Kind"), lambda row: str(SERVICE_KINDS[row.row.kind])),
        Export(_("Billed as"), lambda row: row.product),
        Export(_("Minutes"), lambda row: row.row.minutes),
        Export(_("At a time"), lambda row: row.row.capacity),
        Export(_("Offered"), lambda row: row.row.is_offered),
    )
    empty = Empty(
        _("No services yet"),
        _("Add a service product to the catalogue, then add the service here."),
        "clipboard2-pulse",
    )

    def rows(self) -> QuerySet[Any]:
        branch_id = self.branch_id or UUID(int=0)
        found = list_services(actor=self.actor, branch_id=branch_id)
        return found.none() if self.branch_id is None else found

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With the names of their products."""
        rows = list(self.rows().filter(pk__in=ids))
        names, manages = product_names({row.product_id for row in rows}), self.may(MANAGE_SERVICES)
        return {
            row.pk: OfferedServiceRow(row, names.get(row.product_id, ""), manages) for row in rows
        }

    def actions(self) -> Sequence[Action]:
        new = reverse("backoffice:service_new")
        return [Action(_("Add service"), "plus-lg", new, MANAGE_SERVICES, "primary")]


class ServiceForm(ScreenForm):
    """What is offered, what it is billed as, how long and how many at a time."""

    named: ClassVar[Mapping[str, str]] = {"product_id": "product"}

    name = text_of(ServiceOffer, "name", _("Name"))
    kind = forms.ChoiceField(label=_("Kind"), choices=KIND_CHOICES)
    product = forms.ChoiceField(
        label=_("Billed as"), help_text=_("A product that is marked as a service.")
    )
    minutes = WholeNumberField(label=_("Minutes"), least=5, most=MOST_MINUTES)
    capacity = WholeNumberField(label=_("Patients at a time"), least=1, most=MOST_PLACES)
    quantities = forms.MultipleChoiceField(
        label=_("Measured values"),
        choices=QUANTITY_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_offered = forms.BooleanField(label=_("Offered for booking"), required=False)

    def offer(self, vaccine_ids: Sequence[UUID]) -> ServiceOffer:
        """As the commands take it, with these vaccines. Raises Unprocessable."""
        data = dict(self.cleaned_data)
        data.pop("version", None)
        product = parse_id(data.pop("product"))
        return given(ServiceOffer, **data, product_id=product, vaccine_ids=list(vaccine_ids))


class ServiceEditForm(EditForm, ServiceForm):
    """The same, as it was seen."""


class AddService(AmongServices, GridDocument):
    """A service of the branch."""

    permission = MANAGE_SERVICES
    form_class = ServiceForm
    template_name = "backoffice/services/offer.html"
    needs_rows = False
    title = _("Add a service")
    submit_label = _("Save service")
    done = _("Service added.")

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        fields: dict[str, Any] = form.fields
        products = list_products(actor=self.actor).filter(status="active").order_by("name", "id")
        services = products.filter(is_service=True).values_list("id", "name")[:MOST_CHOICES]
        fields["product"].choices = [(str(key), name) for key, name in services]
        return form

    def new_grid(self, data: Mapping[str, Any]) -> VaccineGrid:
        return VaccineGrid(self)

    def initial(self) -> dict[str, Any]:
        return {"minutes": 15, "capacity": 1, "is_offered": True}

    def told(self, form: ScreenForm) -> ServiceOffer:
        """What was typed. Raises Unprocessable."""
        typed: Any = form
        found: ServiceOffer = typed.offer([row.of.id for row in self.grid.rows if row.of])
        return found

    def write(self, form: ScreenForm) -> str:
        offer_service(actor=self.actor, branch_id=self.branch, offer=self.told(form))
        return reverse("backoffice:service_list")


class ChangeService(AddService):
    """Another wording; the kind stays."""

    permission = MANAGE_SERVICES
    form_class = ServiceEditForm
    done = _("Saved.")

    def page_title(self) -> Text:
        return str(self.row.name)

    @cached_property
    def row(self) -> OfferedService:
        """The service that the address names. Raises ServiceUnknown."""
        rows = list_services(actor=self.actor, branch_id=self.branch)
        found = rows.filter(id=self.kwargs["service_id"]).first()
        if found is None:
            raise ServiceUnknown(_now("This service doesn’t exist at this branch."))
        return found

    def begin(self, grid: VaccineGrid) -> None:
        grid.begin(vaccines_of([self.row.id]).get(self.row.id, []))

    def initial(self) -> dict[str, Any]:
        row = self.row
        names = ("name", "kind", "minutes", "capacity", "is_offered", "version")
        told = {name: getattr(row, name) for name in names}
        return {**told, "product": row.product_id, "quantities": list(row.codes)}

    def write(self, form: ScreenForm) -> str:
        change_offer(
            actor=self.actor,
            branch_id=self.branch,
            service_id=ServiceId(self.row.id),
            version=form.cleaned_data["version"],
            offer=self.told(form),
        )
        return reverse("backoffice:service_list")
