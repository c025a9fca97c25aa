"""Which branch, terminal and currency a request means."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.queries.branches import get_branch, pharmacy_currency
from theriac.surfaces.api.refusals.problems import BranchNeeded, CurrencyUnfit, NoTerminal
from theriac.surfaces.api.schemas.types import Money


def branch_of(actor: Actor, named: UUID | None) -> BranchId:
    """The branch named in the address, else the actor's own. Raises BranchNeeded, NotFound.

    Whether the actor may do something there is asked by the command or query.
    """
    if named is None or named == actor.branch_id:
        if actor.branch_id is None:
            raise BranchNeeded(_("Add branch_id to the URL."), field="branch_id")
        return BranchId(actor.branch_id)
    if get_branch(named) is None:
        raise NotFound(_("This branch doesn’t exist."), branch_id=named)
    return BranchId(named)


def terminal_of(actor: Actor) -> tuple[BranchId, TerminalId]:
    """The API key's own branch and terminal. Raises NoTerminal for a person's session.

    A counter's terminal numbers its own sales, so that nobody else may number them.
    """
    if actor.branch_id is None or actor.terminal_id is None:
        raise NoTerminal(
            _("A sale gets its number from a terminal. Use an API key with a terminal.")
        )
    return BranchId(actor.branch_id), TerminalId(actor.terminal_id)


def currency_here(branch_id: UUID | None = None) -> str:
    """The pharmacy's currency; with a branch of it, without a read but the first."""
    return branch_currency(branch_id) if branch_id else pharmacy_currency()


def amount_of(money: Money | None, currency: str, field: str) -> int | None:
    """The amount, when it is of the pharmacy's currency. Raises CurrencyUnfit at ``field``."""
    if money is None:
        return None
    if money.currency != currency:
        raise CurrencyUnfit(
            _("This pharmacy uses %(currency)s.") % {"currency": currency},
            field=f"{field}.currency",
        )
    return money.amount


def money_of(amount: int | None, currency: str) -> Money | None:
    """The amount with its currency; None for none."""
    return None if amount is None else Money(amount=amount, currency=currency)


_currencies: dict[UUID, str] = {}


def branch_currency(branch_id: UUID) -> str:
    """The currency at a branch; it never changes, so it is read once a process."""
    if branch_id not in _currencies:
        branch = get_branch(branch_id)
        _currencies[branch_id] = branch.pharmacy.currency if branch else ""
    return _currencies[branch_id]
