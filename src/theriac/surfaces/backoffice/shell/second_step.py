"""The forms of the second step at sign-in, in the house's words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _

from theriac.domains.accounts.factors.codes import CountedCode
from theriac.domains.accounts.queries.factors import must_have_factor
from theriac.domains.accounts.session import lacks_second_step
from theriac.surfaces.backoffice.shell.forms.fields import put_into_our_words


class _Ours:
    """Labels of the house, no placeholders."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}
            put_into_our_words(field)


class SecondStepForm(_Ours, CountedCode, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The code at a sign-in: the app's, or a recovery code."""

    labels = {"code": _("Code from the app, or a recovery code")}


class CodeAgainForm(_Ours, CountedCode, CodeReauthenticateForm):  # type: ignore[misc]
    """The code before something that matters."""

    labels = {"code": _("Code from the app, or a recovery code")}


class PasswordAgainForm(_Ours, ReauthenticateForm):  # type: ignore[misc]
    """The password before something that matters."""

    labels = {"password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class AppForm(_Ours, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    labels = {"code": _("Code shown in the app")}


class PasskeyForm(_Ours, AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey with its name. It always opens by itself, with finger, face or PIN."""

    labels = {"name": _("Passkey name")}


class SecondStep(IndexView):  # type: ignore[misc]
    """What a person has set up, and whether a role of theirs asks for it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """allauth's, and ``must``: a role asks for it; ``lacks``: nothing is set up yet."""
        more = {
            "must": must_have_factor(self.request.user.id),
            "lacks": lacks_second_step(self.request),
        }
        return {**super().get_context_data(**kwargs), **more}
