"""Which surface answers which address."""

from __future__ import annotations

from importlib.util import find_spec

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path

from theriac.surfaces.backoffice.accounts.own_email import confirm_address
from theriac.surfaces.backoffice.accounts.own_password import by_link, forgotten
from theriac.surfaces.backoffice.customers.registration import confirm_page, register_page
from theriac.surfaces.backoffice.prescriptions.papers.check import check_copy
from theriac.surfaces.backoffice.shell.second_step import SecondStep

_API = ("api/v1/", "theriac.surfaces.api.urls")
_ROUTES = [
    ("", "theriac.surfaces.operations.urls"),
    ("counter/", "theriac.surfaces.counter.urls"),
    ("my-account/", "theriac.surfaces.backoffice.customers.own.urls"),
    ("portal/", "theriac.surfaces.backoffice.suppliers.portal.urls"),
    ("shared/", "theriac.surfaces.backoffice.shares.visitors.urls"),
    ("", "theriac.surfaces.backoffice.urls"),
]


def _exists(module: str) -> bool:
    return find_spec(module.rpartition(".")[0]) is not None and find_spec(module) is not None


_SIGN_IN = [
    # Of allauth's pages only these: registering and links are our own.
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("forgotten/", forgotten, name="account_forgotten"),
    path("link/", by_link, name="account_link"),
    path("email/", confirm_address, name="account_email"),
    path("register/", register_page, name="account_register"),
    path("verify/", confirm_page, name="account_confirm"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("second-step/", SecondStep.as_view(), name="mfa_index"),
    path("second-step/", include("allauth.mfa.urls")),
    path("password/change/", account.password_change, name="account_change_password"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    # First: programs ask most often.
    *(path(prefix, include(module)) for prefix, module in [_API] if _exists(module)),
    path("accounts/", include(_SIGN_IN)),
    path("copy/<str:proof>/", check_copy, name="copy_check"),
    *(path(prefix, include(module)) for prefix, module in _ROUTES if _exists(module)),
]
handler400 = "theriac.surfaces.backoffice.shell.errors.bad_request"
handler403 = "theriac.surfaces.backoffice.shell.errors.forbidden"
handler404 = "theriac.surfaces.backoffice.shell.errors.not_found"
handler500 = "theriac.surfaces.backoffice.shell.errors.server_error"
