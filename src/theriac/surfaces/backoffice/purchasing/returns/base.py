"""What the screens of one return share."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.queries.returns import ReturnView, read_return
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class ReturnScreen(OneScreen):
    """A screen of the return that the address names."""

    own_page = "backoffice:return_detail"
    among = ((gettext_lazy("Returns to suppliers"), "backoffice:return_list"),)

    view: One[ReturnView] = One(
        "return_id",
        lambda at, key: read_return(actor=at.actor, return_id=key),
        missing=gettext_lazy("This return doesn’t exist. Choose one from the list."),
    )

    @property
    def branch(self) -> BranchId:
        """The branch whose goods go back."""
        return BranchId(self.view.row.branch_id)

    def name(self) -> Text:
        """Its number; before it is sent, whom it goes to."""
        return self.view.row.number or _("Return to %(supplier)s") % {
            "supplier": self.view.supplier
        }


class ReturnPart(ReturnScreen):
    """A form about one return."""

    below = True
