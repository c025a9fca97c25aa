"""One prescriber: licences, practices, contact, history; set inactive, active, erased."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.countries.prescribers.rules import PrescriptionVerdict
from theriac.countries.registry import profile_for
from theriac.domains.prescribers.commands.erase import erase_prescriber
from theriac.domains.prescribers.commands.state import activate_prescriber, deactivate_prescriber
from theriac.domains.prescribers.permissions import (
    ERASE_PRESCRIBERS,
    MANAGE_PRESCRIBERS,
    VIEW_PRESCRIBERS,
)
from theriac.domains.prescribers.queries.prescribers import licences_of, merged_into, practices_of
from theriac.domains.prescribers.queries.suggestions import sentence_of
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.prescribers.base import PrescriberScreen
from theriac.surfaces.backoffice.prescribers.words import (
    licence_titles,
    profession_of,
    state_badge,
    verdict_on,
)
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.suppliers.words import licence_badge
from theriac.surfaces.backoffice.templatetags import theriac as shown


class PrescriberDetail(PrescriberScreen):
    """Everything that is kept of a prescriber."""

    permission = VIEW_PRESCRIBERS
    template_name = "backoffice/prescribers/detail.html"

    def context(self) -> dict[str, Any]:
        today, one = shown.today(), self.prescriber
        titles = licence_titles()
        verdict = verdict_on(one, today)
        return {
            "prescriber": one,
            "profession": profession_of(one),
            "state": state_badge(one, today),
            "licences": [
                (titles.get(row.kind, row.kind), row, licence_badge(row.valid_until, today))
                for row in licences_of(one)
            ],
            "practices": practices_of(one),
            "contact": one.contact,
            "told": sentence_of(verdict, one.full_name, profile_for(frame.pharmacy().country)),
            "is_blocking": verdict.verdict is PrescriptionVerdict.BLOCK,
            "merged": merged_into(actor=self.actor, prescriber_id=one.id),
            "may_manage": self.may(MANAGE_PRESCRIBERS),
            "may_erase": self.may(ERASE_PRESCRIBERS),
            "is_inactive": one.state == one.State.INACTIVE,
            **history_beside(self, one.id),
        }


class DeactivatePrescriber(PrescriberScreen, ButtonScreen):
    """Nothing new is taken from them any more."""

    calls = Calls(deactivate_prescriber, reason=str)
    done = gettext_lazy("Prescriber set inactive. They are no longer suggested.")


class ActivatePrescriber(PrescriberScreen, ButtonScreen):
    """They are suggested again."""

    calls = Calls(activate_prescriber)
    done = gettext_lazy("Prescriber set active.")


class ErasePrescriber(PrescriberScreen, ButtonScreen):
    """At their own request nothing is left of them; on to the list."""

    calls = Calls(erase_prescriber)
    done = gettext_lazy("Prescriber erased.")

    def onward(self, result: Any) -> str:
        return reverse("backoffice:prescriber_list")
