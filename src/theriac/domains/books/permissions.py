"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_BOOKS = permission(
    "books.view",
    _("view the books"),
    _("Trial balance, profit and loss, the ledger of each account and the journal."),
    roles="owner manager auditor",
)
ENTER_BOOKS = permission(
    "books.enter",
    _("record money and expenses"),
    _("Capital paid in or withdrawn, expenses, and transfers between cash and bank."),
    roles="owner manager",
)
CLOSE_BOOKS = permission(
    "books.close",
    _("close and reopen periods"),
    _("Later entries go into the first open day."),
    shared=True,
    privileged=True,
    roles="owner",
)
