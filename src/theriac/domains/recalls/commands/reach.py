"""Which batches a recall reaches, locked: whole lots, and what was compounded of them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import Unprocessable
from theriac.domains.recalls.ports import batches_made_of
from theriac.domains.stock.ledger import lock_lying
from theriac.domains.stock.locks import lock_batches
from theriac.domains.stock.models import Batch
from theriac.domains.stock.queries.batches.lots import batches_of_lots


def locked(batch_ids: Sequence[UUID]) -> list[Batch]:
    """The batches and what lies of them, locked in key order, so that no sale goes on with them.

    Raises Unprocessable for one that isn't in the books.
    """
    wanted = sorted(set(batch_ids))
    lock_lying(wanted)
    found = lock_batches(wanted)
    if len(found) < len(wanted):
        raise Unprocessable(_("A batch is not on record. Check your entry."), field="codes")
    return found


def whole_lots(batches: Sequence[Batch]) -> list[Batch]:
    """The same with every other batch of their lots, locked too.

    Who takes such a lot in locks these rows first: none comes from here on before the recall is
    there for all to see.
    """
    known = {one.id for one in batches}
    others = batches_of_lots((one.product_id, one.number) for one in batches) - known
    return sorted([*batches, *locked(sorted(others))], key=lambda one: one.id)


def made_of(batches: Sequence[Batch]) -> list[Batch]:
    """What was compounded of batches that are locked, and of that in turn; locked too.

    Who compounds takes the ingredients' units off the shelf first: nothing is made of them from
    here on that isn't among these.
    """
    known = {one.id for one in batches}
    found: list[Batch] = []
    asked = known
    while asked := batches_made_of(asked) - known:
        met = [one for one in whole_lots(locked(sorted(asked))) if one.id not in known]
        asked = {one.id for one in met}
        known |= asked
        found += met
    return found
