"""What the screens of one proposal share."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.proposals.queries.proposals import ProposalView, read_proposal
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.templatetags import theriac as shown


class ProposalScreen(OneScreen):
    """A screen of the proposal that the address names."""

    own_page = "backoffice:proposal_detail"
    among = ((gettext_lazy("Purchase proposals"), "backoffice:proposal_list"),)

    view: One[ProposalView] = One(
        "proposal_id",
        lambda at, key: read_proposal(actor=at.actor, proposal_id=key),
        missing=gettext_lazy("This proposal doesn’t exist. Choose one from the list."),
    )

    @property
    def at_branch(self) -> BranchId:
        """The branch that buys."""
        return BranchId(self.view.row.branch_id)

    def name(self) -> Text:
        """By when it was made."""
        return _("Proposal of %(moment)s") % {
            "moment": shown.local_moment(self.view.row.created_at)
        }
