"""The buttons of an entry of the want list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.domains.replenishment.commands.settle_want import (
    give_want_back,
    remove_want,
    take_want,
)
from theriac.surfaces.backoffice.replenishment.want import OneWant
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls


class WantButton(OneWant, ButtonScreen):
    """A button of an entry; once done, on to the list."""

    def onward(self, result: Any) -> str:
        """The list."""
        return reverse("backoffice:want_list")


class TakeWant(WantButton):
    """Somebody orders it."""

    calls = Calls(take_want)
    done = gettext_lazy("Marked as ordered. The entry closes automatically when the goods arrive.")


class GiveWantBack(WantButton):
    """It wasn't ordered after all."""

    calls = Calls(give_want_back)
    done = gettext_lazy("The entry is open again.")


class RemoveWant(WantButton):
    """It is wanted no more."""

    calls = Calls(remove_want, reason=str)
    done = gettext_lazy("Removed from the want list.")
