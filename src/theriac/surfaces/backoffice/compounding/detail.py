"""One preparation: its ingredients and batches, and what is to be done; the worksheet on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.compounding.commands.formula import LONGEST_NAME, save_formula
from theriac.domains.compounding.commands.make import make_preparation
from theriac.domains.compounding.commands.settle import (
    check_preparation,
    discard_draft,
    discard_preparation,
)
from theriac.domains.compounding.permissions import CHECK_COMPOUND, COMPOUND, EDIT_FORMULAS
from theriac.domains.compounding.queries import get_preparation, ingredients_of
from theriac.domains.compounding.rules import COOLED
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import counted, in_words, money
from theriac.surfaces.backoffice.compounding.beside import made_for
from theriac.surfaces.backoffice.compounding.words import DISCARD_CODES, FORMS, STATES, amount_words
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.forms.days import day_of
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

NO_DAY = date(1900, 1, 1)


def typed_day(text: str) -> date | None:
    """The day of a date's field, None where it is empty; what is no day is one that is past."""
    return day_of(text) or NO_DAY if text.strip() else None


class PreparationScreen(OneScreen):
    """A screen of the preparation that the address names."""

    own_page = "backoffice:preparation_detail"
    among = ((gettext_lazy("Compounding"), "backoffice:preparation_list"),)

    preparation: One[Any] = One(
        "preparation_id",
        lambda at, key: get_preparation(actor=at.actor, preparation_id=key),
        missing=gettext_lazy("This preparation doesn’t exist. Choose one from the list."),
    )

    def name(self) -> Text:
        """What is made, with its number."""
        row = self.preparation
        return f"{row.product.name}, {row.number}" if row.number else str(row.product.name)

    @property
    def at_branch(self) -> BranchId:
        """Its own branch, whichever is worked in."""
        return BranchId(self.preparation.branch_id)

    def parts(self) -> dict[str, Any]:
        """The preparation in words."""
        row = self.preparation
        used = ingredients_of(actor=self.actor, preparation_id=row.id)
        wanted = list({one.product_id for one in used})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=wanted)}
        people = names_of({one for one in (row.created_by, row.made_by, row.settled_by) if one})
        fees = row.service_fee + row.packing_fee
        return {
            "row": row,
            "badge": STATES.badge(row.state),
            "form": FORMS[row.form],
            "is_cooled": row.form in COOLED,
            "made": counted(row.product.base_unit, row.units),
            "lines": [
                {
                    "line": one,
                    "share": amount_words(one, products[one.product_id].base_unit),
                    "exact": amount_words(one, products[one.product_id].base_unit, row.units),
                    "quantity": in_words(one.quantity, products[one.product_id]),
                    "batches": [
                        (used, in_words(used.quantity, products[one.product_id]), money(used.cost))
                        for used in one.batches
                    ],
                    "price": money(one.price),
                }
                for one in used
            ],
            "sees_costs": self.actor.may(SEE_COSTS, row.branch_id),
            "cost": money(row.cost),
            "service_fee": money(row.service_fee),
            "packing_fee": money(row.packing_fee),
            "total": None if row.price is None else money(row.price + fees),
            "writer": people.get(row.created_by, ""),
            "maker": people.get(row.made_by, ""),
            "settler": people.get(row.settled_by, ""),
            "discard_words": DISCARD_CODES.get(row.discard_code, ""),
            "branch": get_branch(row.branch_id),
            **made_for(self, row),
        }


class PreparationDetail(PreparationScreen):
    """Ingredients, batches, price, and the next step."""

    permission = VIEW_STOCK
    template_name = "backoffice/compounding/detail.html"

    def context(self) -> dict[str, Any]:
        """The preparation, and what the reader may do with it."""
        row = self.preparation
        here = row.branch_id == self.branch_id
        is_own = row.made_by == self.actor.id
        may_check = here and row.state == "made" and self.may(CHECK_COMPOUND)
        return {
            **self.parts(),
            "may_make": here and row.state == "draft" and self.may(COMPOUND),
            "may_check": may_check and not is_own,
            "must_ask": may_check and is_own,
            "may_save": here and self.may(EDIT_FORMULAS),
            "codes": list(DISCARD_CODES.items()),
            "most": LONGEST_NAME,
            **history_beside(self, row.id),
        }


class Worksheet(PreparationScreen):
    """What went in, from which batches, by whom, until when it is used; on paper."""

    permission = VIEW_STOCK
    template_name = "backoffice/compounding/worksheet.html"

    def page_title(self) -> Text:
        return _("Compounding worksheet")

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.name(), self.address())]

    def context(self) -> dict[str, Any]:
        return self.parts()


class MakePreparation(PreparationScreen, ButtonScreen):
    """Take the ingredients and bring in what is made."""

    calls = Calls(make_preparation, beyond_use_on=typed_day)
    done = gettext_lazy("Compounded. Another person must check it before it is sold.")


class CheckPreparation(PreparationScreen, ButtonScreen):
    """Put it on sale."""

    calls = Calls(check_preparation)
    done = gettext_lazy("Checked. It is on sale now.")


class DiscardPreparation(PreparationScreen, ButtonScreen):
    """Take what was made out of the books."""

    calls = Calls(discard_preparation, code=at_most(16), reason=at_most(120))
    done = gettext_lazy("Discarded. It is removed from stock.")


class DiscardDraft(PreparationScreen, ButtonScreen):
    """Let the draft go."""

    calls = Calls(discard_draft)
    done = gettext_lazy("Draft discarded. Stock is unchanged.")


class SaveFormula(PreparationScreen, ButtonScreen):
    """Keep it as a formula of the branch."""

    calls = Calls(save_formula, name=at_most(200))
    done = gettext_lazy("Formula saved.")
