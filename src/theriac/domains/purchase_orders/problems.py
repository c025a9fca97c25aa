"""The refusals that this domain may give."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Unprocessable


class OrderRefused(Unprocessable):
    """An order that can't be placed as it is."""

    type = "purchase_orders.refused"
    title = _("This purchase order can’t be placed")


class OrderClosed(Conflict):
    """An order of which nothing is open."""

    type = "purchase_orders.closed"
    title = _("This purchase order is closed")


class AnswerRefused(Unprocessable):
    """An answer to an order that can't be taken as it is; ``errors`` say where and why."""

    type = "purchase_orders.answer_refused"
    title = _("This answer can’t be sent")
