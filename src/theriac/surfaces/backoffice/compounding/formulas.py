"""One formula: what goes in, and beginning a preparation from it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.compounding.commands.formula import archive_formula
from theriac.domains.compounding.permissions import COMPOUND, EDIT_FORMULAS
from theriac.domains.compounding.queries import formula_lines, get_formula
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import counted, money
from theriac.surfaces.backoffice.compounding.words import FORMS, amount_words
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class FormulaScreen(OneScreen):
    """A screen of the formula that the address names."""

    own_page = "backoffice:formula_detail"
    among = (
        (gettext_lazy("Compounding"), "backoffice:preparation_list"),
        (gettext_lazy("Compounding formulas"), "backoffice:formula_list"),
    )

    formula: One[Any] = One(
        "formula_id",
        lambda at, key: get_formula(actor=at.actor, formula_id=key),
        missing=gettext_lazy("This formula doesn’t exist. Choose one from the list."),
    )

    def name(self) -> Text:
        return str(self.formula.name)

    @property
    def at_branch(self) -> BranchId:
        """Its own branch, whichever is worked in."""
        return BranchId(self.formula.branch_id)


class FormulaDetail(FormulaScreen):
    """Ingredients for one unit, fees, instructions."""

    permission = VIEW_STOCK
    template_name = "backoffice/compounding/formula.html"

    def context(self) -> dict[str, Any]:
        row = self.formula
        open_here = row.branch_id == self.branch_id and not row.archived
        lines = formula_lines(actor=self.actor, formula_id=row.id)
        return {
            "row": row,
            "made": counted(row.product.base_unit, row.units),
            "form": FORMS[row.form],
            "service_fee": money(row.service_fee),
            "packing_fee": money(row.packing_fee),
            "lines": [(one, amount_words(one, one.product.base_unit)) for one in lines],
            "may_compound": open_here and self.may(COMPOUND),
            "may_archive": open_here and self.may(EDIT_FORMULAS),
            **history_beside(self, row.id),
        }


class ArchiveFormula(FormulaScreen, ButtonScreen):
    """Begin no preparation from it any more."""

    calls = Calls(archive_formula)
    done = gettext_lazy("Formula archived.")
