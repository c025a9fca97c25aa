"""Where sales stand in the navigation and the palette."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.sales.permissions import SELL, SETTLE_CASE, VIEW_SALES
from theriac.domains.sales.queries.cases import unsettled_cases
from theriac.domains.sales.queries.sales import find_sales_by_number
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import (
    FoundRecord,
    NavItem,
    PaletteCommand,
    is_named,
)


def cases_here(actor: Actor) -> QuerySet[Any] | None:
    """The cases that wait at the branch that is worked in, as in its list and on Today."""
    if actor.branch_id is None or not actor.may(VIEW_SALES, actor.branch_id):
        return None
    return unsettled_cases(actor=actor, branch_id=actor.branch_id)


ITEMS = (
    NavItem(Topic.COUNTER, _("Counter"), "upc-scan", "counter:page", SELL, order=10),
    NavItem(
        Topic.CODES,
        _("Favourites"),
        "star",
        "backoffice:favourite_list",
        VIEW_CATALOG,
        order=55,
    ),
    NavItem(
        Topic.SALES,
        _("Sales"),
        "receipt",
        "backoffice:sale_list",
        VIEW_SALES,
        order=10,
        words=_("receipts tickets sold reprint turnover"),
    ),
    NavItem(
        Topic.CONFLICTS,
        _("Discrepancies"),
        "arrow-left-right",
        "backoffice:case_list",
        VIEW_SALES,
        order=20,
        badge=cases_here,
        words=_("discrepancies problems offline"),
    ),
    NavItem(
        Topic.CONFLICTS,
        _("Sales on hold"),
        "pause-circle",
        "backoffice:held_list",
        VIEW_SALES,
        order=30,
    ),
    NavItem(
        Topic.CONFLICTS,
        _("Missing numbers"),
        "question-circle",
        "backoffice:missing_list",
        VIEW_SALES,
        order=40,
    ),
)


COMMANDS = (
    PaletteCommand(_("Receive saved sales"), "upload", "backoffice:saved_import", SETTLE_CASE),
)


def find_sales(actor: Actor, text: str) -> Iterable[FoundRecord]:
    """Sales whose number begins with what was typed."""
    if not actor.may_anywhere(VIEW_SALES):
        return
    for sale in find_sales_by_number(actor=actor, beginning=text):
        url = reverse("backoffice:sale_detail", args=[sale.id])
        yield FoundRecord(sale.number, "receipt", url, named=is_named(text, sale.number))


SEARCHES = (find_sales,)
