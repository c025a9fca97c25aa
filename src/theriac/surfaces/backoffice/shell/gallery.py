"""Every component in every state on one page, for looking and for axe; only where DEBUG is on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter

from theriac.core.money import Money
from theriac.core.problems import Conflict
from theriac.countries.registry import profile_for
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField, WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.keyset import Sort
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen
from theriac.surfaces.backoffice.shell.progress import time_left
from theriac.surfaces.backoffice.shell.quantities import PackWord
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.templatetags.theriac import today

PACKS = (PackWord("tablet", 1), PackWord("strip", 10), PackWord("box", 100))


class SampleForm(ScreenForm):
    """One field of each kind."""

    batch = forms.CharField(
        label=_("Batch number"),
        help_text=_("As printed on the box"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "t-code"}),
    )
    expiry = forms.DateField(label=_("Expiry"))
    price = MoneyField(label=_("Price"))
    packs = WholeNumberField(label=_("Packs"), least=1)
    place = forms.ChoiceField(label=_("Place"), choices=[("shelf", _("Shelf")), ("store", "2")])
    way = forms.ChoiceField(
        label=_("How"),
        choices=[("good", _("Valid rows only")), ("all", _("All or nothing"))],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=_("The box is closed"), required=False)
    note = forms.CharField(label=_("Reason"), widget=forms.Textarea, required=False)


class Gallery(Screen):
    """The components."""

    permission = None
    title = _("Components and their states")
    template_name = "backoffice/gallery.html"

    def context(self) -> dict[str, Any]:
        """Values for every component."""
        day = today()
        bad = SampleForm({"batch": "AMX0O26", "expiry": "2027-02-31", "price": "12,5OO"})
        bad.is_valid()
        return {
            "good_form": SampleForm(initial={"batch": "AMX0O26"}),
            "bad_form": bad,
            "packs": PACKS,
            "classes": profile_for(frame.pharmacy().country).legal_classes,
            "expiries": [day + timedelta(days=days) for days in (400, 72, 11, -20)],
            "amount": Money(137100, "IDR"),
            "steps": [_("File"), _("Columns"), _("Check"), _("Done")],
            "chart": {
                "labels": ["07", "08", "09", "10"],
                "sets": [
                    {"label": str(_("Today")), "data": [210, 480, 760, 520], "meaning": "go"},
                ],
            },
        }


class KindTable(ListTable):
    """Columns of the sample list."""

    model = NameColumn(verbose_name=_("Name"), url=lambda row: f"#{row.pk}")
    app_label = TextColumn(verbose_name=_("Part"), label=_("Part"))
    id = NumberColumn(verbose_name="№")


class KindFilter(ListFilters):
    """Filters of the sample list."""

    app_label = ChoiceFilter(
        label=_("Part"), choices=[("accounts", "accounts"), ("catalog", "catalog")]
    )
    low = BooleanFilter(label=_("Short names"), method="only_short")

    def only_short(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Names of few letters."""
        return rows.filter(model__lt="m") if value else rows


class GalleryList(ListScreen):
    """A list over something that every installation has."""

    permission = None
    title = _("List")
    table_class = KindTable
    filterset_class = KindFilter
    sorts = {
        "model": Sort(_("Name"), ("model",)),
        "app_label": Sort(_("Part"), ("app_label", "model")),
    }
    default_sort = "model"
    exports = (Export(_("Name"), "model"), Export(_("Part"), "app_label"))
    search_hint = _("Name or part")
    empty = Empty(_("Nothing to show"), _("This list is never empty."))

    def rows(self) -> QuerySet[Any]:
        return ContentType.objects.all()

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the beginning of the name."""
        return rows.filter(model__istartswith=text)

    def actions(self) -> list[Action]:
        return [
            Action(_("Import"), "upload", "#import"),
            Action(_("New"), "plus-lg", "#new", kind="primary"),
        ]


class GalleryForm(FormScreen):
    """A form that the domain refuses when the batch is named TAKEN."""

    permission = None
    title = _("Form")
    form_class = SampleForm
    done = _("Saved: sample.")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Components and their states"), "/_components/")]

    def act(self, form: ScreenForm) -> str:
        """Refuse one word, take the rest."""
        if form.cleaned_data["batch"] == "TAKEN":
            raise Conflict(_("Batch TAKEN is already on the shelf. Add to it."), field="batch")
        return "/_components/form/"


class GalleryWork(Screen):
    """Long work that gets on by itself."""

    permission = None
    title = _("Background tasks")
    template_name = "backoffice/partials/gallery_work.html"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Ten more each time."""
        done = min(int(parts["done"]) + 10, 100)
        return self.draw(done=done, left=time_left(100 - done), running=done < 100)
