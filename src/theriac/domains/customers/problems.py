"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Unprocessable


class PrivacyNotAgreed(Unprocessable):
    """Nobody registers without a yes to the privacy text that holds now."""

    type = "customers.privacy_not_agreed"
    title = _("The privacy text hasn't been accepted")


class CustomerUnknown(NotFound):
    """No customer has this account, or it was erased."""

    type = "customers.unknown"
    title = _("This customer doesn't exist")


class AddressTaken(Conflict):
    """Another account signs in with this address; told only to who reads its mail."""

    type = "customers.address_taken"
    title = _("This address already has an account")

    def __str__(self) -> str:
        return str(self.detail or _("Sign in with it, or choose a new password for it."))
