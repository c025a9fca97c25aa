"""Limits per patient: how much of a class or substance in so many days, at all branches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.problems import Text
from theriac.countries.registry import profile_for
from theriac.domains.controlled.commands.limits import (
    MOST_DAYS,
    MOST_UNITS,
    LimitWish,
    end_dispensing_limit,
    set_dispensing_limit,
)
from theriac.domains.controlled.ids import DispensingLimitId
from theriac.domains.controlled.permissions import SET_DISPENSING_LIMITS, VIEW_REGISTERS
from theriac.domains.controlled.queries.limits import find_limit, list_limits
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

LONGEST_REASON = 120


def class_titles() -> list[tuple[str, Text]]:
    """The registered classes of the pharmacy's country."""
    return [
        (one.code, one.title)
        for one in profile_for(frame.pharmacy().country).legal_classes
        if one.register
    ]


def limit_name(limit: Any) -> str:
    """What a limit is of."""
    titles = dict(class_titles())
    return limit.substance or str(titles.get(limit.legal_class, limit.legal_class))


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit with its name."""

    limit: Any
    name: str

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.limit.pk))


class LimitTable(ListTable):
    """Of what, how much, in how many days, what happens beyond it."""

    name = NameColumn(
        verbose_name=_("Class or substance"),
        url=lambda row: reverse("backoffice:dispensing_limit_end", args=[row.pk]),
    )
    units = NumberColumn(
        verbose_name=_("At most, base units"),
        accessor="limit__units",
        label=_("At most, base units"),
    )
    days = NumberColumn(verbose_name=_("In days"), accessor="limit__days", label=_("In days"))
    beyond = TextColumn(verbose_name=_("Beyond it"), accessor="limit__refuses")

    def render_beyond(self, record: LimitRow) -> SafeString:
        """Whether the sale is refused."""
        if record.limit.refuses:
            return badge(_("Sale refused"), "slash-circle", "stop")
        return badge(_("Sale flagged"), "flag", "look")


class AmongLimits(Screen):
    """A screen below the registers."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Controlled medicines"), reverse("backoffice:register_list"))]


class DispensingLimitList(AmongLimits, ListScreen):
    """The limits that hold, at every branch."""

    permission = VIEW_REGISTERS
    title = _("Limits per patient")
    counted = ngettext_lazy("%(count)s limit", "%(count)s limits", "count")
    table_class = LimitTable
    sorts = {"set": Sort(_("Set"), ("set_at",))}
    default_sort = "set"
    exports = (
        Export(_("Class or substance"), lambda row: row.name),
        Export(_("At most, base units"), lambda row: row.limit.units),
        Export(_("In days"), lambda row: row.limit.days),
    )
    empty = Empty(
        _("No limits"),
        _("Set how much of a controlled medicine one patient gets in so many days."),
        "speedometer2",
    )

    def rows(self) -> QuerySet[Any]:
        return list_limits(actor=self.actor)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, LimitRow]:
        """With their names."""
        return {one.pk: LimitRow(one, limit_name(one)) for one in self.rows().filter(pk__in=ids)}

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                _("Set a limit"),
                "plus-lg",
                reverse("backoffice:dispensing_limit_new"),
                SET_DISPENSING_LIMITS,
                "primary",
            )
        ]


class DispensingLimitForm(ScreenForm):
    """Of what, how much, in how many days."""

    legal_class = forms.ChoiceField(label=_("Class"), required=False)
    substance = forms.CharField(
        label=_("Or a substance"),
        help_text=_("As the product’s record names it, such as codeine."),
        max_length=250,
        required=False,
    )
    units = WholeNumberField(label=_("At most, base units"), least=1, most=MOST_UNITS)
    days = WholeNumberField(
        label=_("In days"),
        help_text=_("The day of the sale is the last of them."),
        least=1,
        most=MOST_DAYS,
    )
    beyond = forms.ChoiceField(
        label=_("A sale beyond it"),
        choices=[
            ("refuse", _("Is refused")),
            ("flag", _("Is flagged for the second person, and on its record")),
        ],
    )


class NewDispensingLimit(AmongLimits, FormScreen):
    """Set a limit."""

    permission = SET_DISPENSING_LIMITS
    form_class = DispensingLimitForm
    title = _("Set a limit per patient")
    lead = _("It counts what the patient got at all branches together.")
    done = _("Limit set.")

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), _limits()]

    def form(self, **options: Any) -> ScreenForm:
        """With the classes of the country."""
        form = super().form(**options)
        form.fields["legal_class"].choices = [("", "–"), *class_titles()]  # type: ignore[attr-defined]
        return form

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        wish = LimitWish(
            legal_class=data["legal_class"],
            substance=data["substance"],
            units=data["units"],
            days=data["days"],
            refuses=data["beyond"] == "refuse",
        )
        set_dispensing_limit(actor=self.actor, wish=wish)
        return reverse("backoffice:dispensing_limits")


class EndLimitForm(EditForm):
    """Why it ends."""

    page_tells = True
    reason = forms.CharField(
        label=_("Reason"), help_text=_("For later reference."), max_length=LONGEST_REASON
    )


class EndDispensingLimit(AmongLimits, FormScreen):
    """End a limit; another may be set then."""

    permission = SET_DISPENSING_LIMITS
    form_class = EndLimitForm
    submit_label = _("End limit")
    done = _("Limit ended.")

    limit: One[Any] = One(
        "dispensing_limit_id",
        lambda at, key: find_limit(actor=at.actor, dispensing_limit_id=key),
        missing=_("This limit doesn’t exist."),
    )

    def page_title(self) -> Text:
        return _now("End the limit: %(name)s") % {"name": limit_name(self.limit)}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), _limits()]

    def initial(self) -> dict[str, Any]:
        return {"version": self.limit.version}

    def act(self, form: ScreenForm) -> str:
        end_dispensing_limit(
            actor=self.actor,
            dispensing_limit_id=DispensingLimitId(self.limit.id),
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        )
        return reverse("backoffice:dispensing_limits")


def _limits() -> Crumb:
    return Crumb(_("Limits per patient"), reverse("backoffice:dispensing_limits"))
