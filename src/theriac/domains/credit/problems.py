"""The refusals of this domain."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class CreditAccountUnknown(NotFound):
    """No credit account has this id, or this number."""

    type = "credit.unknown"
    title = _("This credit account doesn’t exist")


class CreditAccountRefused(Unprocessable):
    """What was entered for a credit account can’t be taken."""

    type = "credit.refused"
    title = _("The credit account can’t be saved")


class CreditAccountExists(Conflict):
    """The patient has an open account already; ``account_id`` says which."""

    type = "credit.exists"
    title = _("This patient already has a credit account")


class CreditAccountDiffers(Conflict):
    """The account isn’t in a state in which this can be done; ``state`` says which it is in."""

    type = "credit.differs"
    title = _("This isn’t possible for the credit account now")


class CreditPaymentRefused(Conflict):
    """The payment can’t be received or reversed as it was asked; ``owed`` is what is owed."""

    type = "credit.payment_refused"
    title = _("The payment can’t be recorded")


def unknown_account() -> CreditAccountUnknown:
    """The refusal of an id that no account has."""
    return CreditAccountUnknown(
        gettext("This credit account doesn’t exist. Choose one from the list.")
    )
