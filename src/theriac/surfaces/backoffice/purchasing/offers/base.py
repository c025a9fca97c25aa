"""What the screens of one offer share."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.offers.queries.offers import OfferView, read_offer
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class OfferScreen(OneScreen):
    """A screen of the offer that the address names."""

    own_page = "backoffice:offer_detail"
    among = ((gettext_lazy("Offers"), "backoffice:offer_list"),)

    view: One[OfferView] = One(
        "offer_id",
        lambda at, key: read_offer(actor=at.actor, offer_id=key),
        missing=gettext_lazy("This offer doesn’t exist. Choose one from the list."),
    )

    @property
    def at_branch(self) -> BranchId:
        """The offer's own branch."""
        return BranchId(self.view.offer.branch_id)

    def name(self) -> Text:
        """Whose it is."""
        if not self.view.supplier:
            return _("Offer without a supplier")
        return _("Offer of %(supplier)s") % {"supplier": self.view.supplier}


class OfferPart(OfferScreen):
    """A form about one offer."""

    below = True
