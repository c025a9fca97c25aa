"""The refusals that this domain may give."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Unprocessable


class CapitalFloorReached(Conflict):
    """A commitment that would take what is available under the floor; its facts hold all three."""

    type = "capital.floor_reached"
    title = _("There isn’t enough available capital")


class FloorRefused(Unprocessable):
    """An amount that can't be the floor."""

    type = "capital.floor_refused"
    title = _("This can’t be the minimum available capital")
