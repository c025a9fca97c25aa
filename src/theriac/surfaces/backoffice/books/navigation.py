"""Where the books stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.books.permissions import CLOSE_BOOKS, ENTER_BOOKS, VIEW_BOOKS
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.FINANCE,
        _("Books"),
        "journal-text",
        "backoffice:books",
        VIEW_BOOKS,
        order=12,
        words=_("trial balance profit accounts ledger money capital"),
    ),
    NavItem(
        Topic.FINANCE,
        _("Journal"),
        "list-columns",
        "backoffice:journal",
        VIEW_BOOKS,
        order=13,
        words=_("day book postings debit credit"),
    ),
)
COMMANDS = (
    PaletteCommand(_("Record money"), "plus-lg", "backoffice:voucher_new", ENTER_BOOKS),
    PaletteCommand(_("Opening balances"), "flag", "backoffice:opening_balances", VIEW_BOOKS),
    PaletteCommand(
        _("Next document numbers"), "list-ol", "backoffice:first_numbers", MANAGE_ORGANISATION
    ),
    PaletteCommand(_("Close books"), "lock", "backoffice:close_books", CLOSE_BOOKS),
)
