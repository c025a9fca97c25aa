"""Puts the acting person, with their grants and chosen branch, on each signed-in request.

At a sign-in the person's own language and theme come along: the cookies that say them on this
device are set with the answer, whoever used the device before. A language that was chosen at the
sign-in's page goes before it, and is the person's own from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from theriac.core.actor import Actor
from theriac.core.ids import parse_id
from theriac.domains.accounts.commands.people import set_preferences
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import (
    actor_of_account,
    actor_of_customer,
    actor_of_suppliers_person,
    actor_signed_in,
)
from theriac.domains.accounts.queries.factors import lacks_factor
from theriac.domains.accounts.security.address import from_address
from theriac.domains.accounts.security.devices import COOKIE as DEVICE_COOKIE
from theriac.domains.accounts.security.devices import from_device
from theriac.domains.accounts.security.sign_ins import touch

BRANCH_KEY = "branch_id"
LOOK_COOKIE = "theriac_look"
"""``theme.size`` as this device keeps them; a script reads it, so it is open to scripts."""
CHOSEN_COOKIE = "theriac_language_chosen"
"""The language that somebody chose before signing in, until they do."""
CHOSEN_SECONDS = 10 * 60
"""So short that it is hardly kept for the next person at the device."""
A_YEAR = 365 * 24 * 60 * 60


class ActorMiddleware:
    """Knows who acts, and where a request comes from (``answered_from``).

    Sets ``request.actor``: an Actor for signed-in staff, None otherwise; ``request.customer`` the
    same for customers and ``request.suppliers_person`` for suppliers' people, so that nothing of
    the staff's ever meets one. All are read lazily.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user
        request.user = SimpleLazyObject(lambda: _live(request, signed_in))  # type: ignore[assignment]
        request.actor = SimpleLazyObject(lambda: session_actor(request))  # type: ignore[attr-defined]
        request.customer = SimpleLazyObject(lambda: session_customer(request))  # type: ignore[attr-defined]
        request.suppliers_person = SimpleLazyObject(lambda: session_suppliers_person(request))  # type: ignore[attr-defined]
        return answered_from(request, self._get_response)


def answered_from(
    request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    """The answer, while it is known where the request comes from.

    429 with ``Retry-After`` where tries ran out; with the cookies that a sign-in brings along.
    """
    with from_address(request), from_device(request):
        response = get_response(request)
    if seconds := getattr(request, "retry_after", None):
        response.status_code = 429
        response["Retry-After"] = str(seconds)
    if secret := getattr(request, "new_device", ""):
        brought = {**getattr(request, "brought_along", {}), DEVICE_COOKIE: secret}
        request.brought_along = brought  # type: ignore[attr-defined]
    for name, value in getattr(request, "brought_along", {}).items():
        response.set_cookie(
            name,
            value,
            max_age=A_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=name != LOOK_COOKIE,
        )
    if getattr(request, "takes_chosen_language", False):
        response.delete_cookie(CHOSEN_COOKIE, samesite="Lax")
    return response


def _live(request: HttpRequest, signed_in: Any) -> Any:
    """The signed-in person while their sign-in lasts; nobody once it was ended elsewhere."""
    if signed_in.is_authenticated and not touch(request, signed_in):
        return AnonymousUser()
    return signed_in


def session_actor(request: HttpRequest) -> Actor | None:
    """The signed-in member of staff as an actor at the branch chosen in this session.

    Their roles stand on the request beside it, as ``held_roles``.

    Nobody acts while their password is one that somebody else set, or while a role of theirs asks
    for a second step that isn't set up.
    """
    if not request.user.is_authenticated or not request.user.is_active:
        return None
    if request.user.kind != User.Kind.STAFF:
        return None
    if request.user.must_change_password or lacks_second_step(request):
        return None
    chosen = parse_id(str(request.session.get(BRANCH_KEY, "")))
    user: Any = request.user
    actor, roles = actor_signed_in(user, branch_id=chosen)
    request.held_roles = roles  # type: ignore[attr-defined]
    return actor


def session_customer(request: HttpRequest) -> Actor | None:
    """The signed-in customer as an actor without grants."""
    user = request.user
    if not user.is_authenticated or not user.is_active or user.kind != User.Kind.CUSTOMER:
        return None
    return actor_of_customer(user.id)


def session_suppliers_person(request: HttpRequest) -> Actor | None:
    """The signed-in person of a supplier as an actor without grants."""
    user = request.user
    if not user.is_authenticated or not user.is_active or user.kind != User.Kind.SUPPLIER:
        return None
    return actor_of_suppliers_person(user.id)


def lacks_second_step(request: HttpRequest) -> bool:
    """Whether the signed-in person must set up a second step first; read once a request."""
    if not hasattr(request, "lacks_second_step"):
        person: Any = request.user
        request.lacks_second_step = lacks_factor(person.id)  # type: ignore[attr-defined]
    return bool(getattr(request, "lacks_second_step", False))


def bring_along(*, request: HttpRequest | None, user: Any, **_signal: Any) -> None:
    """Note the cookies that a sign-in sets: language and theme, where the person chose one."""
    if request is None:
        return
    cookies: dict[str, str] = {}
    language = _chosen_language(request, user) or user.language
    if language in dict(settings.LANGUAGES):
        cookies[settings.LANGUAGE_COOKIE_NAME] = language
        translation.activate(language)
    if user.theme:
        _theme, _mark, size = request.COOKIES.get(LOOK_COOKIE, "").partition(".")
        cookies[LOOK_COOKIE] = f"{user.theme}.{size or 'normal'}"
    request.brought_along = cookies  # type: ignore[attr-defined]


def _chosen_language(request: HttpRequest, user: Any) -> str:
    """The language chosen before this sign-in, which is kept as the person's own; "" for none."""
    chosen = request.COOKIES.get(CHOSEN_COOKIE, "")
    if chosen not in dict(settings.LANGUAGES):
        return ""
    request.takes_chosen_language = True  # type: ignore[attr-defined]
    who = actor_of_account(user.id)
    if who is not None and user.language != chosen:
        set_preferences(actor=who, language=chosen)
    return chosen


user_logged_in.connect(bring_along, dispatch_uid="accounts.bring_along")
