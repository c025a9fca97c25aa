"""Where receipts, bills, returns and payments stand in navigation and palette."""

from __future__ import annotations

from theriac.surfaces.backoffice.purchasing.consignment import navigation as consignment
from theriac.surfaces.backoffice.purchasing.offers import navigation as offers
from theriac.surfaces.backoffice.purchasing.payments import navigation as payments
from theriac.surfaces.backoffice.purchasing.receipts import navigation as receipts
from theriac.surfaces.backoffice.purchasing.returns import navigation as returns

ITEMS = (*offers.ITEMS, *receipts.ITEMS, *payments.ITEMS, *returns.ITEMS)
COMMANDS = (
    *offers.COMMANDS,
    *receipts.COMMANDS,
    *payments.COMMANDS,
    *returns.COMMANDS,
    *consignment.COMMANDS,
)
SEARCHES = receipts.SEARCHES
