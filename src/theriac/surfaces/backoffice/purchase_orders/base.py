"""What the screens of one purchase order share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchase_orders.queries.orders import OrderView, read_order
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class OrderScreen(OneScreen):
    """A screen of the order that the address names."""

    own_page = "backoffice:order_detail"
    among = ((gettext_lazy("Purchase orders"), "backoffice:order_list"),)

    view: One[OrderView] = One(
        "order_id",
        lambda at, key: read_order(actor=at.actor, order_id=key),
        missing=gettext_lazy("This purchase order doesn’t exist. Choose one from the list."),
    )

    @property
    def at_branch(self) -> BranchId:
        """The branch that ordered."""
        return BranchId(self.view.row.branch_id)

    def name(self) -> Text:
        """Its number."""
        return str(self.view.row.number)
