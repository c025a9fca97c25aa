"""What the screens of one promotion share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.promotions.queries import PromotionView, read_promotion
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class PromotionScreen(OneScreen):
    """A screen of the promotion that the address names."""

    own_page = "backoffice:promotion_detail"
    among = ((gettext_lazy("Promotions"), "backoffice:promotion_list"),)

    view: One[PromotionView] = One(
        "promotion_id",
        lambda at, key: read_promotion(actor=at.actor, promotion_id=key),
        missing=gettext_lazy("This promotion doesn’t exist. Choose one from the list."),
    )

    def name(self) -> Text:
        """Its own name."""
        return str(self.view.row.name)
