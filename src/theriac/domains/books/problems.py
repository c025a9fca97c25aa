"""The refusals that this domain may give."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Unprocessable


class VoucherRefused(Unprocessable):
    """A voucher that can't be entered as it is."""

    type = "books.voucher_refused"
    title = _("This entry can’t be recorded")


class VoucherReversed(Conflict):
    """A voucher that is reversed already."""

    type = "books.voucher_reversed"
    title = _("This entry is already reversed")


class ClosingRefused(Unprocessable):
    """A day until which the books can't be closed."""

    type = "books.closing_refused"
    title = _("The books can’t be closed until this date")
