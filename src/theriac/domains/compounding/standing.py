"""A preparation that stands in a state, locked."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from theriac.core.database.documents import in_state, locked
from theriac.domains.compounding.models import Preparation
from theriac.domains.compounding.problems import PreparationSettled


def locked_preparation(branch_id: UUID, preparation_id: UUID, *states: str) -> Preparation:
    """The branch's preparation, locked. Raises NotFound, PreparationSettled."""
    rows: QuerySet[Preparation] = Preparation.objects.filter(id=preparation_id, branch_id=branch_id)
    row = locked(
        rows, missing=_("This preparation doesn’t exist at this branch. Choose one from the list.")
    )
    words = _("Another user changed this preparation. Reload the page.")
    in_state(row, *states, otherwise=lambda _state: PreparationSettled(words))
    return row
