"""The refusals of this domain."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class GiftCardUnknown(NotFound):
    """No gift card has this id, or this code."""

    type = "gift_cards.unknown"
    title = _("This gift card doesn’t exist")


class GiftCardRefused(Unprocessable):
    """What was entered for a gift card can’t be taken."""

    type = "gift_cards.refused"
    title = _("This isn’t possible with a gift card")


class GiftCardDiffers(Conflict):
    """The card isn’t in a state in which this can be done; ``state`` says which."""

    type = "gift_cards.differs"
    title = _("This isn’t possible with the gift card now")


class GiftCardTooLittle(Conflict):
    """More is to be paid than the card holds; ``balance`` says how much that is."""

    type = "gift_cards.too_little"
    title = _("The gift card’s balance is too low")


def unknown_card() -> GiftCardUnknown:
    """The refusal of an id that no card has."""
    return GiftCardUnknown(gettext("This gift card doesn’t exist. Choose one from the list."))
