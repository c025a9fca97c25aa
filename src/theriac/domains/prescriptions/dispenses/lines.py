"""What is dispensed of lines, by a command that runs.

A sale that is made on prescriptions calls ``dispense_lines`` in its own transaction, so that both
commit together or neither does.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.command import current_unit
from theriac.core.problems import Problem
from theriac.domains.prescriptions.dispenses.kept import keep_dispensed
from theriac.domains.prescriptions.dispenses.terms import (
    DispenseTerms,
    LineDispensed,
    require_dispensable,
    terms_of,
)
from theriac.domains.prescriptions.ids import DispenseId


def dispense_lines(
    branch_id: UUID, given: Sequence[LineDispensed], *, sale_id: UUID | None = None
) -> list[DispenseId]:
    """Record these dispenses in the running command, in their order; the ids.

    Locks the prescriptions, then their lines, each in the order of ids: whoever comes second sees
    what the first dispensed. All or nothing. Each prescription is ready and valid today; of each
    line no more is given than what is left of the time that was begun (``rules/fills.py``), and
    nothing but its product, a product of its generic where it names no product, or what was
    substituted in this round. The caller has asked the actor's right.

    Raises NotFound for a line that isn't the branch's, PrescriptionJump, DispenseRefused.
    """
    terms = terms_of(branch_id, given, is_locked=True)
    for one in given:
        require_dispensable(one, terms)
    return keep_dispensed(terms, given, sale_id, current_unit().actor.id)


def dispense_fitting(
    branch_id: UUID, given: Sequence[LineDispensed], *, sale_id: UUID, by: UUID
) -> dict[LineDispensed, Problem]:
    """Record for a sale that was made what of this can be dispensed; why the rest can't be.

    Of a line no more than the time that its round is for: the next wants a review of its own.
    Locks as ``dispense_lines`` does. ``by`` handed it out. The caller has asked the right.
    """
    terms = terms_of(branch_id, given, is_locked=True, within_round=True)
    refused = _refused(terms, given)
    fitting = [one for one in given if one not in refused]
    if fitting:
        keep_dispensed(terms, fitting, sale_id, by)
    return refused


def refused_dispenses(
    branch_id: UUID, given: Sequence[LineDispensed]
) -> dict[LineDispensed, Problem]:
    """Which of these couldn't be dispensed now, and why; locks and writes nothing."""
    terms = terms_of(branch_id, given, is_locked=False, within_round=True)
    return _refused(terms, given)


def _refused(terms: DispenseTerms, given: Sequence[LineDispensed]) -> dict[LineDispensed, Problem]:
    refused: dict[LineDispensed, Problem] = {}
    for one in given:
        try:
            require_dispensable(one, terms)
        except Problem as problem:
            refused[one] = problem
    return refused
