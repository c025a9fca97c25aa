"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotPermitted, Problem, Unprocessable


class NameTaken(Conflict):
    """Another person signs in by this name."""

    type = "accounts.name_taken"
    title = _("This sign-in name is already in use")


class WeakPassword(Unprocessable):
    """The password doesn't meet the policy; the detail says why."""

    type = "accounts.weak_password"
    title = _("Choose another password")


class SignInRefused(NotPermitted):
    """Name and password don't belong together, or the person is no longer active."""

    type = "accounts.sign_in_refused"
    status = 401
    title = _("Wrong name or password")


class PasskeyRefused(NotPermitted):
    """The passkey isn't this person's, or answers another question than the one put."""

    type = "accounts.passkey_refused"
    status = 401
    title = _("This passkey can't approve this")


class BadgeRefused(NotPermitted):
    """No badge has this code, or it ended."""

    type = "accounts.badge_refused"
    status = 401
    title = _("This badge is not valid")


class BadgeAsksPin(NotPermitted):
    """The badge holds, and its person's PIN is asked besides."""

    type = "accounts.badge_asks_pin"
    status = 401
    title = _("Also enter your PIN")


class PasswordGiven(NotPermitted):
    """The password is one that somebody else set; the person chooses their own first."""

    type = "accounts.password_given"
    title = _("Choose your own password first")


class BeyondOwnRights(NotPermitted):
    """Somebody gives a right that they lack, powerful or to themselves; the facts name it."""

    type = "accounts.beyond_own_rights"
    title = _("You can't give permissions that you don't have")


class LastManager(Conflict):
    """The change would leave nobody who manages the staff of every branch."""

    type = "accounts.last_manager"
    title = _("At least one person must manage the staff")


class RoleStillHeld(Conflict):
    """A role that is still held can't be retired."""

    type = "accounts.role_held"
    title = _("This role is still assigned")


class RefreshRefused(NotPermitted):
    """An unknown refresh token, or one of a family that has ended."""

    type = "accounts.refresh_refused"
    status = 401
    title = _("Your session has ended")

    def __str__(self) -> str:
        return str(self.detail or _("Sign in again with name and password."))


class RefreshReused(RefreshRefused):
    """A retired refresh token came again; its family was ended."""

    type = "accounts.refresh_reused"
    title = _("This session was used from two places and has ended")

    def __str__(self) -> str:
        return str(
            self.detail
            or _("Sign in again. If you didn't use it both times, choose a new password first.")
        )


class RegistrationClosed(NotPermitted):
    """Staff are invited, and the pharmacy didn't turn on that customers register."""

    type = "accounts.registration_closed"
    title = _("Customer registration is turned off")


class SecondStepMissing(NotPermitted):
    """A role asks for a second step at sign-in, and none is set up."""

    type = "accounts.second_step_missing"
    title = _("Set up two-factor sign-in first")

    def __str__(self) -> str:
        return str(
            self.detail or _("Sign in to the back office and follow the instructions there.")
        )


class SecondStepRefused(NotPermitted):
    """The password is right; the code of the second step is missing or doesn't fit."""

    type = "accounts.second_step"
    status = 401
    title = _("Two-factor code missing or wrong")

    def __str__(self) -> str:
        return str(self.detail or _("Also send the code from the authenticator app."))


class LinkEnded(NotPermitted):
    """A link that was used, has ended, or was followed by another."""

    type = "accounts.link_ended"
    title = _("This link has expired")

    def __str__(self) -> str:
        return str(self.detail or _("Request a new link. Each link works only once."))


class TooManyTries(Problem):
    """Sign-ins are locked for a while; the facts hold ``retry_after`` in seconds."""

    type = "accounts.too_many_tries"
    status = 429
    title = _("Too many attempts")


class WeakPin(Unprocessable):
    """The PIN isn't six digits, or is one that anybody tries first."""

    type = "accounts.weak_pin"
    title = _("Choose another PIN")


class PinRefused(NotPermitted):
    """The PIN doesn't fit, is locked, or none is set; the password always works."""

    type = "accounts.pin_refused"
    status = 401
    title = _("Wrong PIN for this counter")


class PersonWorks(Conflict):
    """Somebody who may still sign in can't be erased."""

    type = "accounts.person_works"
    title = _("This person still works here")


class PersonHeld(Conflict):
    """A law wants records to name the person for a while yet."""

    type = "accounts.person_held"
    title = _("This name must still be kept by law")
