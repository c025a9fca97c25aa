"""The buttons of an entry of the want list."""

from __future__ import annotations

from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.domains.replenishment.commands.settle_want import (
    give_want_back,
    remove_want,
    take_want,
)
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.surfaces.backoffice.replenishment.want import WantAct


class TakeWant(WantAct):
    """Somebody orders it."""

    permission = KEEP_WANTS

    def act(self) -> Text:
        take_want(**self.which())
        return _("Taken for an order. It leaves the list by itself once it came.")


class GiveWantBack(WantAct):
    """It wasn't ordered after all."""

    permission = KEEP_WANTS

    def act(self) -> Text:
        give_want_back(**self.which())
        return _("It is to be ordered again.")


class RemoveWant(WantAct):
    """It is wanted no more."""

    permission = KEEP_WANTS

    def act(self) -> Text:
        reason = self.request.POST.get("reason", "")
        remove_want(**self.which(), reason=reason)
        return _("Removed from the want list.")
