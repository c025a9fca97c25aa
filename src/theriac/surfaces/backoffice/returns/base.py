"""What the screens of one return share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.queries.returns import ReturnView, read_return
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class ReturnScreen(Screen):
    """A screen of the return that the address names."""

    @cached_property
    def view(self) -> ReturnView:
        """The return with its lines. Raises NotFound."""
        found = read_return(actor=self.actor, return_id=UUID(str(self.kwargs["return_id"])))
        if found is None:
            raise NotFound(_("There is no such return. Look in the list."))
        return found

    @property
    def branch(self) -> BranchId:
        """The branch whose goods go back."""
        return BranchId(self.view.row.branch_id)

    def address(self) -> str:
        return reverse("backoffice:return_detail", args=[self.view.row.id])

    def name(self) -> str:
        """Its number; before it is sent, whom it goes to."""
        return self.view.row.number or _("Return to %(supplier)s") % {
            "supplier": self.view.supplier
        }

    def page_title(self) -> Text:
        return self.name()

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Returns to suppliers"), reverse("backoffice:return_list"))]


class ReturnPart(ReturnScreen):
    """A form about one return."""

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.name(), self.address())]
