"""One set: where it is from, what of it isn't understood, its lines, and its decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.clinical.commands.force import LONGEST_REASON, put_in_force, withdraw_set
from theriac.domains.clinical.commands.sets import take_file
from theriac.domains.clinical.formats.reader import read_knowledge
from theriac.domains.clinical.permissions import MANAGE_KNOWLEDGE, VIEW_KNOWLEDGE
from theriac.domains.clinical.queries.sets import get_set, lines_with, list_lines, steps_of
from theriac.domains.clinical.rules.kinds import Kind, Tier
from theriac.domains.clinical.words import KINDS, TIERS, in_language
from theriac.surfaces.backoffice.clinical.sets import BelowTheSets
from theriac.surfaces.backoffice.clinical.words import STATES, STEPS, UNREAD
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class SetScreen(BelowTheSets):
    """A page of one set."""

    permission = VIEW_KNOWLEDGE
    kept: One[Any] = One(
        "set_id",
        lambda at, key: get_set(actor=at.actor, set_id=key),
        missing=_("This set doesn’t exist."),
    )

    @property
    def own_url(self) -> str:
        """The set's page."""
        return reverse("backoffice:safety_set", args=[self.kept.id])

    @property
    def called(self) -> str:
        """Name and edition."""
        return f"{self.kept.name} {self.kept.edition}"


class BelowTheSet(SetScreen):
    """A page below a set's own."""

    def crumbs(self) -> Sequence[Crumb]:
        """Back to the sets and the set."""
        return [*super().crumbs(), Crumb(self.called, self.own_url)]


class SafetySetScreen(SetScreen, Screen):
    """Where it is from, whether checks use it, and who decided that."""

    permission = VIEW_KNOWLEDGE
    template_name = "backoffice/clinical/set.html"

    def page_title(self) -> Text:
        return self.called

    def context(self) -> dict[str, Any]:
        row = self.kept
        steps = steps_of(actor=self.actor, set_id=row.id)
        names = names_of({one.person_id for one in steps} | {row.made_by})
        return {
            "set": row,
            "state": STATES.badge(row.state),
            "made_by": names.get(row.made_by, ""),
            "steps": [(STEPS[one.step], one, names.get(one.person_id, "")) for one in steps],
            "unread": [
                (one["line"], one["text"], UNREAD.get(one["why"], "")) for one in row.unread_rows
            ],
            "may_manage": self.may(MANAGE_KNOWLEDGE),
        }


def no_page(_row: Any) -> str:
    """A line has no page of its own."""
    return ""


class SafetyLineTable(ListTable):
    """What a line says, of what, how hard, with its source."""

    words = NameColumn(verbose_name=_("Substances"), url=no_page, note=lambda row: row.said_words)
    kind = TextColumn(verbose_name=_("Kind"), accessor="kind_words", label=_("Kind"))
    tier = TextColumn(verbose_name=_("Severity"), accessor="tier_words", label=_("Severity"))
    to_do = TextColumn(verbose_name=_("What to do"), accessor="to_do_words", label=_("What to do"))
    source = TextColumn(verbose_name=_("Source"), label=_("Source"))


class SafetyLineFilters(ListFilters):
    """By kind."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=[(kind.value, words) for kind, words in KINDS.items()]
    )


class SafetyLineList(BelowTheSet, ListScreen):
    """The lines of a set."""

    permission = VIEW_KNOWLEDGE
    title = _("Lines of a set")
    counted = ngettext_lazy("%(count)s line", "%(count)s lines", "count")
    table_class = SafetyLineTable
    filterset_class = SafetyLineFilters
    search_hint = _("Substance, class or rule")
    sorts = {"position": Sort(_("Order of the set"), ("position",))}
    default_sort = "position"
    exports = (
        Export(_("Kind"), "kind"),
        Export(_("First"), "first"),
        Export(_("Second"), "second"),
        Export(_("Rule"), "rule"),
        Export(_("Severity"), "tier"),
        Export(_("Consequence"), lambda row: in_language(row.said)),
        Export(_("What to do"), lambda row: in_language(row.to_do)),
        Export(_("Micrograms a day"), "amount"),
        Export(_("Source"), "source"),
    )
    empty = Empty(
        _("No lines yet"), _("Upload the file of the set. Its lines are listed here."), "list-ul"
    )

    def rows(self) -> QuerySet[Any]:
        """All, in no order."""
        return list_lines(actor=self.actor, set_id=self.kept.id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """What a substance, class or rule begins with."""
        return lines_with(rows, text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        for row in rows.values():
            kind = Kind(row.kind)
            row.words = f"{row.first} + {row.second}" if row.second else row.first
            row.said_words = in_language(row.said)
            row.to_do_words = in_language(row.to_do)
            row.kind_words = KINDS[kind]
            says = kind not in (Kind.NAME, Kind.MEMBER)
            row.tier_words = TIERS[Tier(row.tier)] if says else "–"
        return rows


class SetFileForm(ScreenForm):
    """A set's file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, TSV or XLSX, also packed (.gz): the standard columns, or files of ANSM "
            "(interactions, then classes), OSCAR or CRESCENDDI."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.xlsx,.gz"}),
    )


class TakeSetFile(BelowTheSet, FormScreen):
    """Reads a file into a draft."""

    permission = MANAGE_KNOWLEDGE
    for_every_branch = True
    form_class = SetFileForm
    title = _("Upload a file of the set")
    submit_label = _("Read file")
    done = _("File read. Check what couldn’t be read, then put the set in force.")

    def act(self, form: ScreenForm) -> str:
        read = read_knowledge(form.cleaned_data["file"])
        take_file(actor=self.actor, set_id=self.kept.id, read=read)
        return self.own_url


class ForceForm(EditForm):
    """From when, and why."""

    from_on = forms.DateField(
        label=_("In force from"), required=False, help_text=_("Empty: today.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON)


class ForceSet(BelowTheSet, FormScreen):
    """Lets checks use the set."""

    permission = MANAGE_KNOWLEDGE
    for_every_branch = True
    form_class = ForceForm
    title = _("Put set in force")
    submit_label = _("Put in force")
    lead = _(
        "Medicines are checked against it from then on. An earlier edition of the same name is "
        "replaced."
    )
    done = _("In force. Its lines can’t be changed any more.")

    def initial(self) -> dict[str, Any]:
        return {"version": self.kept.version}

    def act(self, form: ScreenForm) -> str:
        put_in_force(actor=self.actor, set_id=self.kept.id, **form.cleaned_data)
        return self.own_url


class WithdrawForm(EditForm):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON)


class WithdrawSafetySet(BelowTheSet, FormScreen):
    """Lets no check use the set any more."""

    permission = MANAGE_KNOWLEDGE
    for_every_branch = True
    form_class = WithdrawForm
    title = _("Withdraw set")
    submit_label = _("Withdraw")
    lead = _("Medicines are no longer checked against it. You can put it in force again.")
    done = _("Withdrawn.")

    def initial(self) -> dict[str, Any]:
        return {"version": self.kept.version}

    def act(self, form: ScreenForm) -> str:
        withdraw_set(actor=self.actor, set_id=self.kept.id, **form.cleaned_data)
        return self.own_url
