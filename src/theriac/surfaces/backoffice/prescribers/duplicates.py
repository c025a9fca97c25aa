"""Records that may be of one prescriber: told with reasons, compared, merged, taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.prescribers.commands.merge import merge_prescribers, undo_prescriber_merge
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS
from theriac.domains.prescribers.problems import PrescriberUnknown
from theriac.domains.prescribers.queries.duplicates import (
    likely_prescribers,
    list_duplicate_prescribers,
)
from theriac.domains.prescribers.queries.prescribers import licences_of, practices_of
from theriac.domains.prescribers.rules.likeness import REASONS
from theriac.surfaces.backoffice.prescribers.base import PrescriberScreen
from theriac.surfaces.backoffice.prescribers.words import licence_titles, profession_of
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.prescribers.models import Prescriber


def _words(reasons: Sequence[str]) -> list[Text]:
    return [REASONS[reason] for reason in reasons]


class PrescriberDuplicates(Screen):
    """Pairs in the whole register."""

    permission = MANAGE_PRESCRIBERS
    title = gettext_lazy("Duplicate prescribers")
    template_name = "backoffice/prescribers/duplicates.html"

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Prescribers"), reverse("backoffice:prescriber_list"))]

    def context(self) -> dict[str, Any]:
        """Pairs with their reasons, the likeliest first."""
        pairs = list_duplicate_prescribers(actor=self.actor)
        return {"pairs": [(pair.one, pair.other, _words(pair.reasons)) for pair in pairs]}


class SamePrescriber(PrescriberScreen):
    """A record beside those that may be of the same person."""

    permission = MANAGE_PRESCRIBERS
    title = gettext_lazy("Possible duplicates")
    template_name = "backoffice/prescribers/same.html"

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.prescriber.full_name, self.address())]

    def context(self) -> dict[str, Any]:
        """Each likely record with the reasons and what differs, side by side."""
        likely = likely_prescribers(actor=self.actor, prescriber=self.prescriber)
        return {
            "prescriber": self.prescriber,
            "mine": _facts(self.prescriber),
            "likely": [
                (one.prescriber, _words(one.reasons), _facts(one.prescriber)) for one in likely
            ],
        }


def _facts(one: Prescriber) -> dict[str, Any]:
    titles = licence_titles()
    return {
        "name": one.full_name,
        "profession": profession_of(one),
        "licences": [f"{titles.get(row.kind, row.kind)}: {row.number}" for row in licences_of(one)],
        "practices": [
            " · ".join(part for part in (row.name, row.phone) if part) for row in practices_of(one)
        ],
    }


def _named(text: str) -> PrescriberId:
    """The record that the form names. Raises PrescriberUnknown for what is no id."""
    found = parse_id(text)
    if found is None:
        raise PrescriberUnknown(_("This prescriber doesn’t exist. Choose one from the list."))
    return PrescriberId(found)


class MergePrescriber(PrescriberScreen, ButtonScreen):
    """Another record goes into this one; it can be taken back."""

    calls = Calls(merge_prescribers, merged_id=_named)
    done = gettext_lazy("Merged. You can undo this on the prescriber’s page.")

    def given(self) -> dict[str, Any]:
        return {"kept_id": self.prescriber_id}


class UnmergePrescriber(PrescriberScreen, ButtonScreen):
    """A merged record stands by itself again; the address names it."""

    calls = Calls(undo_prescriber_merge)
    done = gettext_lazy("Merge undone. Both records stand by themselves again.")

    def given(self) -> dict[str, Any]:
        return {"merged_id": PrescriberId(self.kwargs["prescriber_id"])}

    def onward(self, result: Any) -> str:
        """The record that was kept."""
        return reverse("backoffice:prescriber_detail", args=[result])
