"""Where goods receipts and returns to suppliers stand in the navigation and the palette."""

from __future__ import annotations

from theriac.surfaces.backoffice.purchasing.receipts import navigation as receipts
from theriac.surfaces.backoffice.purchasing.returns import navigation as returns

ITEMS = (*receipts.ITEMS, *returns.ITEMS)
COMMANDS = (*receipts.COMMANDS, *returns.COMMANDS)
SEARCHES = receipts.SEARCHES
