"""What the screens of one prescriber share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.queries.prescribers import find_prescriber
from theriac.surfaces.backoffice.shell.one import One, OneScreen

if TYPE_CHECKING:
    from theriac.domains.prescribers.models import Prescriber


class PrescriberScreen(OneScreen):
    """A screen of the prescriber that the address names."""

    own_page = "backoffice:prescriber_detail"
    among = ((gettext_lazy("Prescribers"), "backoffice:prescriber_list"),)

    prescriber: One[Prescriber] = One(
        "prescriber_id",
        lambda at, key: find_prescriber(actor=at.actor, prescriber_id=key),
        missing=gettext_lazy("This prescriber doesn’t exist. Choose one from the list."),
    )

    @property
    def prescriber_id(self) -> PrescriberId:
        return PrescriberId(self.prescriber.id)

    def name(self) -> Text:
        return self.prescriber.full_name
