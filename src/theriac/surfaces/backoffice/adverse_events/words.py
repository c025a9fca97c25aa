"""Reports of adverse events in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.countries.adverse_events.rules import AdverseEventForm
from theriac.domains.adverse_events.rules.codes import MAKER, SERIOUS
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    draft=(_("Draft"), "pencil", "look"),
    sent=(_("Sent"), "check2", "go"),
    withdrawn=(_("Withdrawn"), "dash-circle", ""),
)
SERIOUSNESS: Mapping[str, Text] = {"serious": _("Serious"), "other": _("Not serious")}


def serious_words(row: Any) -> str:
    """The criteria in one line; that it wasn't serious where there are none."""
    return ", ".join(str(SERIOUS[code]) for code in row.codes) or str(SERIOUSNESS["other"])


def recipients(form: AdverseEventForm) -> Mapping[str, Text]:
    """To whom a report may go here."""
    return {form.authority: form.authority_title, MAKER: _("Manufacturer or licence holder")}
