"""What the columns of an offer's file mean: asked once of a supplier, known in its next lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.domains.offers.commands.headings import teach_headings
from theriac.domains.offers.ids import OfferId
from theriac.domains.offers.permissions import DRAFT_OFFERS
from theriac.domains.offers.problems import OfferRefused
from theriac.domains.offers.queries.headings import OfferColumn, offer_columns
from theriac.domains.offers.rules.certainty import SURE
from theriac.domains.offers.rules.headings import LONGEST_HEADING, HeadingMeant
from theriac.surfaces.backoffice.purchasing.offers.base import OfferPart
from theriac.surfaces.backoffice.purchasing.offers.words import COLUMN_FIELDS
from theriac.surfaces.backoffice.shell.forms.form import EditForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen

AS_READ, LEFT_OUT = "", "-"
TYPED = 3
"""Headings that can be typed at once, where the file's weren't found."""
CHOICES = [
    (AS_READ, gettext_lazy("As read")),
    *COLUMN_FIELDS.items(),
    (LEFT_OUT, gettext_lazy("Leave out")),
]


class HeadingsForm(EditForm):
    """A choice for each heading that was read, and for a few that are typed."""

    replace_checked = forms.BooleanField(
        label=gettext_lazy("Replace the lines that were checked by hand"), required=False
    )

    def __init__(self, columns: Sequence[OfferColumn], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        for at, one in enumerate(columns):
            self.fields[f"meant_{at}"] = forms.ChoiceField(
                label=one.heading, choices=CHOICES, required=False
            )
        for at in range(TYPED):
            self.fields[f"heading_{at}"] = forms.CharField(
                label=gettext_lazy("Heading"),
                max_length=LONGEST_HEADING,
                required=False,
                widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Other heading")}),
            )
            self.fields[f"typed_{at}"] = forms.ChoiceField(
                label=gettext_lazy("What it means"),
                choices=[("", "–"), *CHOICES[1:]],
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """A heading that is typed has a meaning."""
        said: dict[str, Any] = super().clean() or {}
        for at in range(TYPED):
            if said.get(f"heading_{at}") and not said.get(f"typed_{at}"):
                self.add_error(f"typed_{at}", _("Choose from the list."))
        return said

    def rows(self) -> list[dict[str, Any]]:
        """Each heading with how it was read, and its field."""
        return [
            {
                "heading": one.heading,
                "read_as": COLUMN_FIELDS.get(one.read_as, ""),
                "is_sure": one.confidence >= SURE,
                "field": self[f"meant_{at}"],
            }
            for at, one in enumerate(self.columns)
        ]

    def typed(self) -> list[tuple[Any, Any]]:
        """The pairs of fields for headings that are typed."""
        return [(self[f"heading_{at}"], self[f"typed_{at}"]) for at in range(TYPED)]

    def meant(self) -> dict[str, HeadingMeant]:
        """By field what was said: of each heading that was read, if anything is, and the typed."""
        said = self.cleaned_data
        found = {
            f"meant_{at}": (one.heading, said[f"meant_{at}"])
            for at, one in enumerate(self.columns)
            if said[f"meant_{at}"] or one.meant is not None
        }
        found |= {
            f"typed_{at}": (said[f"heading_{at}"], said[f"typed_{at}"])
            for at in range(TYPED)
            if said[f"heading_{at}"]
        }
        return {
            name: given(HeadingMeant, heading=heading, field=_said(choice))
            for name, (heading, choice) in found.items()
        }


def _said(choice: str) -> str | None:
    return {AS_READ: None, LEFT_OUT: ""}.get(choice, choice)


class OfferColumns(OfferPart, FormScreen):
    """Says what the columns mean, and has the file read again."""

    permission = DRAFT_OFFERS
    form_class: ClassVar[type[EditForm]] = HeadingsForm
    template_name = "backoffice/purchasing/offers/columns.html"
    title = gettext_lazy("Columns")
    submit_label = gettext_lazy("Save and read again")
    lead = gettext_lazy(
        "Choose what each column contains. The file is read again, and the next lists of this "
        "supplier are read the same way."
    )
    done = gettext_lazy("The file is read again. Its lines appear as soon as they are read.")

    @cached_property
    def columns(self) -> Sequence[OfferColumn]:
        """The headings that were read in the file."""
        return offer_columns(actor=self.actor, offer_id=self.view.offer.id)

    def form(self, **options: Any) -> EditForm:
        return HeadingsForm(self.columns, initial=self.initial(), **options)

    def initial(self) -> dict[str, Any]:
        said = {f"meant_{at}": _choice(one.meant) for at, one in enumerate(self.columns)}
        return {"version": self.view.offer.version, **said}

    def context(self) -> dict[str, Any]:
        """Whose lists they are."""
        return {"supplier": self.view.supplier, "offer": self.view.offer}

    def act(self, form: Any) -> str:
        """Keep it. What the command refuses of a heading stands at its field."""
        meant = form.meant()
        try:
            teach_headings(
                actor=self.actor,
                branch_id=self.at_branch,
                offer_id=OfferId(self.view.offer.id),
                version=form.cleaned_data["version"],
                headings=list(meant.values()),
                replace_checked=form.cleaned_data["replace_checked"],
            )
        except OfferRefused as refused:
            raise _at_fields(refused, list(meant)) from refused
        return self.address()


def _at_fields(refused: OfferRefused, names: Sequence[str]) -> OfferRefused:
    """The same refusal, of a heading by the name of its field."""
    if not refused.errors:
        return refused
    places = {f"headings.{at}": name for at, name in enumerate(names)}
    return OfferRefused(
        errors={
            places.get(key.rpartition(".")[0], key): words for key, words in refused.errors.items()
        }
    )


def _choice(meant: str | None) -> str:
    if meant is None:
        return AS_READ
    return meant or LEFT_OUT
