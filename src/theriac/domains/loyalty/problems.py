"""The refusals of this domain."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class LoyaltyMemberUnknown(NotFound):
    """No member has this id, or this number."""

    type = "loyalty.unknown"
    title = _("This loyalty member doesn’t exist")


class LoyaltyRefused(Unprocessable):
    """What was entered can’t be taken."""

    type = "loyalty.refused"
    title = _("This isn’t possible in the loyalty programme")


class LoyaltyMemberExists(Conflict):
    """The patient, telephone or card number is a member’s already; ``member_id`` says whose."""

    type = "loyalty.exists"
    title = _("This loyalty card already exists")


class LoyaltyMemberDiffers(Conflict):
    """The member isn’t in a state in which this can be done; ``state`` says which."""

    type = "loyalty.differs"
    title = _("This isn’t possible for the loyalty member now")


class TooFewPoints(Conflict):
    """More points are to be spent than there are; ``points`` says how many there are."""

    type = "loyalty.too_few_points"
    title = _("The member doesn’t have enough points")


def unknown_member() -> LoyaltyMemberUnknown:
    """The refusal of an id that no member has."""
    return LoyaltyMemberUnknown(
        gettext("This loyalty member doesn’t exist. Choose one from the list.")
    )
