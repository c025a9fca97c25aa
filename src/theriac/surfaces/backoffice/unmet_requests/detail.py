"""One lost sale: what was asked for, and what becomes of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.unmet_requests.commands.settle import (
    LONGEST_REASON,
    dismiss_request,
    want_request,
)
from theriac.domains.unmet_requests.queries import find_request
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.unmet_requests.words import STATES, asked_words


class UnmetRequestScreen(OneScreen):
    """A screen of the lost sale that the address names."""

    own_page = "backoffice:unmet_request_detail"
    among: ClassVar = [(gettext_lazy("Lost sales"), "backoffice:unmet_request_list")]
    asked: One[Any] = One(
        "unmet_request_id",
        lambda at, key: find_request(actor=at.actor, branch_id=at.branch, unmet_request_id=key),
        missing=gettext_lazy("This lost sale isn’t recorded at this branch."),
    )

    @cached_property
    def product(self) -> ProductDetail | None:
        """Its product; None for what isn't in the catalogue."""
        if self.asked.product_id is None:
            return None
        return get_product(actor=self.actor, product_id=self.asked.product_id)

    def name(self) -> Text:
        """The product, or what was typed."""
        return self.product.name if self.product else str(self.asked.text)


class UnmetRequestDetail(UnmetRequestScreen):
    """What was asked for, by whom it was recorded, and how it stands."""

    permission = VIEW_STOCK
    template_name = "backoffice/unmet_requests/detail.html"

    def context(self) -> dict[str, Any]:
        """The request with the names of people and places."""
        asked = self.asked
        people = names_of(one for one in (asked.person_id, asked.settled_by) if one)
        terminals = {one.id: one.name for one in list_terminals()}
        return {
            "asked": asked,
            "product": self.product,
            "quantity": asked_words(asked.quantity, self.product),
            "state": STATES.badge(asked.state),
            "state_word": STATES.word(asked.state),
            "person": people.get(asked.person_id, ""),
            "settled_by": people.get(asked.settled_by, ""),
            "terminal": terminals.get(asked.terminal_id, ""),
            "may_keep": asked.state == "open" and self.may(KEEP_WANTS),
            **history_beside(self, asked.id),
        }


class WantUnmetRequest(UnmetRequestScreen, ButtonScreen):
    """It is to be bought."""

    calls = Calls(want_request)
    done = gettext_lazy("Added to the want list.")

    def onward(self, result: Any) -> str:
        """The list, where the next one waits."""
        return reverse("backoffice:unmet_request_list")


class DismissUnmetRequest(UnmetRequestScreen, ButtonScreen):
    """It counts for nothing."""

    calls = Calls(dismiss_request, reason=at_most(LONGEST_REASON))
    done = gettext_lazy("Lost sale dismissed.")

    def onward(self, result: Any) -> str:
        """The list, where the next one waits."""
        return reverse("backoffice:unmet_request_list")
