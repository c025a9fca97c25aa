"""Saving a preparation as a formula of the branch, and archiving one."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, Unprocessable
from theriac.domains.compounding.ids import FormulaId, PreparationId
from theriac.domains.compounding.models import Formula, FormulaLine, Preparation, PreparationLine
from theriac.domains.compounding.permissions import EDIT_FORMULAS
from theriac.domains.organisation.ids import BranchId

LONGEST_NAME = 80
MOST_FORMULAS = 1000


@command(
    name="compounding.save_formula",
    done=gettext_lazy("Saved a compounding formula"),
    permission=EDIT_FORMULAS,
)
def save_formula(
    *, actor: Actor, branch_id: BranchId, preparation_id: PreparationId, name: str
) -> FormulaId:
    """Keep a preparation's ingredients, form and fees under a name; its formula.

    Raises NotFound, Unprocessable without a name, Conflict for a name that is taken.
    """
    words = " ".join(name[:200].split())
    if not 1 <= len(words) <= LONGEST_NAME or "\0" in words:
        said = _("Enter a name of at most %(most)s characters.") % {"most": LONGEST_NAME}
        raise Unprocessable(said, field="name")
    rows: QuerySet[Preparation] = Preparation.objects.filter(id=preparation_id, branch_id=branch_id)
    made = rows.first()
    if made is None:
        raise NotFound(
            _("This preparation doesn’t exist at this branch. Choose one from the list.")
        )
    there = Formula.objects.filter(branch_id=branch_id, archived=False)
    if there.filter(name=words).exists():
        raise Conflict(_("There is a formula of this name. Choose another name, or archive it."))
    if there.count() >= MOST_FORMULAS:
        raise Conflict(_("There are too many formulas. Archive those that you don’t use."))
    row = Formula.objects.create(
        id=current_unit().effect_id,
        branch_id=branch_id,
        name=words,
        product_id=made.product_id,
        units=made.units,
        form=made.form,
        service_fee=made.service_fee,
        packing_fee=made.packing_fee,
        instructions=made.instructions,
        created_at=clock.now(),
        created_by=actor.id,
    )
    insert_rows(FormulaLine, _lines(row, made))
    facts = {"product_id": row.product_id, "units": row.units}
    current_unit().record("compounding.formula", row.id, facts=facts)
    return FormulaId(row.id)


@command(
    name="compounding.archive_formula",
    done=gettext_lazy("Archived a compounding formula"),
    permission=EDIT_FORMULAS,
)
def archive_formula(
    *, actor: Actor, branch_id: BranchId, formula_id: FormulaId, version: int
) -> int:
    """Begin no preparation from it any more; the version then. Raises NotFound, Stale."""
    rows: QuerySet[Formula] = Formula.objects.filter(id=formula_id, branch_id=branch_id)
    row = locked(
        rows, missing=_("This formula doesn’t exist at this branch. Choose one from the list.")
    )
    at_version(row, version, _("Another user changed this formula. Reload the page."))
    before = {"archived": row.archived}
    row.archived = True
    kept = keep(row, "archived")
    facts: dict[str, object] = {"before": before, "after": {"archived": True}}
    current_unit().record("compounding.formula", row.id, facts=facts)
    return kept


def _lines(row: Formula, made: Preparation) -> list[FormulaLine]:
    lines = PreparationLine.objects.filter(preparation_id=made.id).order_by("position")
    return [
        FormulaLine(
            id=new_id(),
            formula_id=row.id,
            position=line.position,
            product_id=line.product_id,
            numerator=line.numerator,
            denominator=line.denominator,
        )
        for line in lines
    ]
