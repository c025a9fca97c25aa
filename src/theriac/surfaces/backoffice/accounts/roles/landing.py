"""The pages that a role may name for after the sign-in, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.permissions import Permission
from theriac.core.problems import Text
from theriac.domains.accounts.permissions import VIEW_STAFF
from theriac.domains.accounts.roles import LANDINGS
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.sales.permissions import SELL, VIEW_SALES
from theriac.domains.stock.permissions import VIEW_STOCK


@dataclass(frozen=True, slots=True)
class Landing:
    """A page, what opens it (None: everybody), and what it is called."""

    url_name: str
    permission: Permission | None
    title: Text


PAGES = {
    "today": Landing("backoffice:today", None, _("Today")),
    "till": Landing("counter:page", SELL, _("Counter")),
    "receive": Landing("backoffice:receipt_new", DRAFT_RECEIPT, _("Receiving goods")),
    "stock": Landing("backoffice:stock_list", VIEW_STOCK, _("Stock")),
    "sales": Landing("backoffice:sale_list", VIEW_SALES, _("Sales")),
    "trail": Landing("backoffice:trail", VIEW_TRAIL, _("Audit log")),
    "people": Landing("backoffice:person_list", VIEW_STAFF, _("Staff")),
}


def landing_choices() -> list[tuple[str, Text]]:
    """What a form offers: by what the role may, first."""
    return [(code, PAGES[code].title if code else _("Based on permissions")) for code in LANDINGS]
