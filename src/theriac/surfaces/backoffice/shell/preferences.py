"""What a person chooses for themselves: theme, size of type, language, branch to work in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from theriac.core.actor import Actor
from theriac.core.ids import parse_id
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.commands.people import set_preferences
from theriac.domains.accounts.session import (
    A_YEAR,
    BRANCH_KEY,
    CHOSEN_COOKIE,
    CHOSEN_SECONDS,
    LOOK_COOKIE,
)
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.screens import Screen, actor_of, acts

THEMES = ("auto", "light", "dark")
SIZES = ("normal", "large")


@dataclass(frozen=True, slots=True)
class Appearance:
    """Theme (``auto`` follows the system) and size of type."""

    theme: str = "auto"
    size: str = "normal"

    @property
    def drawn(self) -> str:
        """The theme that the server draws; the script in the head resolves ``auto``."""
        return "dark" if self.theme == "dark" else "light"


def look_of(request: HttpRequest) -> Appearance:
    """The look that this device keeps, else the person's theme; unknown counts as not chosen."""
    theme, _mark, size = request.COOKIES.get(LOOK_COOKIE, "").partition(".")
    if not theme and hasattr(request, "user"):
        theme = getattr(request.user, "theme", "")
    return Appearance(theme if theme in THEMES else "auto", size if size in SIZES else "normal")


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next") or request.headers.get("Referer") or ""
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if safe else "/")


def _keep(
    request: HttpRequest, response: HttpResponse, name: str, value: str, seconds: int = A_YEAR
) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=name != LOOK_COOKIE,
    )


def _chooser(request: HttpRequest) -> Actor | None:
    """Who chooses, of whichever kind; None before the sign-in."""
    if acts(request):
        return actor_of(request)
    others = (getattr(request, name, None) for name in ("customer", "suppliers_person"))
    return next((one for one in others if isinstance(one, Actor)), None)


@require_POST
def set_look(request: HttpRequest) -> HttpResponse:
    """Keep theme and size; the theme follows a signed-in person to other devices."""
    now = look_of(request)
    theme = request.POST.get("theme", now.theme)
    size = request.POST.get("size", now.size)
    chosen = Appearance(
        theme if theme in THEMES else now.theme, size if size in SIZES else now.size
    )
    if (who := _chooser(request)) is not None:
        set_preferences(actor=who, theme=chosen.theme)
    response = _back(request)
    _keep(request, response, LOOK_COOKIE, f"{chosen.theme}.{chosen.size}")
    return response


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language; it follows a signed-in person to other devices.

    Before the sign-in it waits for whoever signs in next, within minutes.
    """
    language = request.POST.get("language", "")
    response = _back(request)
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        if (who := _chooser(request)) is not None:
            set_preferences(actor=who, language=language)
        else:
            _keep(request, response, CHOSEN_COOKIE, language, CHOSEN_SECONDS)
        _keep(request, response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


class ChooseBranch(Screen):
    """Work in another branch from now on."""

    permission = None
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Keep the branch. Raises NotPermitted for one that isn't the person's."""
        wanted = parse_id(request.POST.get("branch", ""))
        if wanted not in {branch.id for branch in frame.branches(self.actor)}:
            raise NotPermitted(_("This branch isn't assigned to you. Choose one from the list."))
        request.session[BRANCH_KEY] = str(wanted)
        return _back(request)


class OwnPreferences(Screen):
    """Who is signed in, and what they chose; also without scripts."""

    permission = None
    title = _("Your account")
    template_name = "backoffice/me.html"
