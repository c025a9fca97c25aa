"""Returns to suppliers between the API's schemas and the commands."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.queries.returns import ReturnView, read_return
from theriac.surfaces.api.answers import told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.place import currency_here
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.purchasing.returns import (
    ReturnLine,
    SupplierCredit,
    SupplierReturn,
)
from theriac.surfaces.api.schemas.types import Money


def moved(
    request: HttpRequest, return_id: UUID, act: Callable[[Actor, BranchId, int], object]
) -> HttpResponse:
    """Do one step of a return under the version that was named; the return as it stands then."""
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: act(actor, branch_of_return(actor, return_id), version),
        lambda: return_told(actor, return_id),
    )


def _view(actor: Actor, return_id: UUID) -> ReturnView:
    found = read_return(actor=actor, return_id=return_id)
    if found is None:
        raise NotFound(_("This return doesn’t exist."), return_id=return_id)
    return found


def branch_of_return(actor: Actor, return_id: UUID) -> BranchId:
    """The branch of a return that the actor may see. Raises NotFound."""
    return BranchId(_view(actor, return_id).row.branch_id)


def return_told(actor: Actor, return_id: UUID) -> SupplierReturn:
    """The return as it stands. Raises NotFound."""
    view, currency = _view(actor, return_id), currency_here(None)
    return told(
        SupplierReturn,
        view.row,
        supplier=view.supplier,
        currency=currency,
        awaited=Money(amount=view.awaited, currency=currency),
        worth=Money(amount=view.worth, currency=currency),
        back_number=view.back_number,
        lines=[told(ReturnLine, line) for line in view.lines],
        credits=[told(SupplierCredit, one) for one in view.credits],
    )
