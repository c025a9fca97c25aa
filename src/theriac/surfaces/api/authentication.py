"""Who asks: a machine by API key, a person by access token or session; and whether they may.

An authenticator never raises, since that would end ninja's chain: it leaves the refusal on the
request and answers None. The permission is asked before the body is read, at any branch; the
command or query asks it again at the branch that is meant.
"""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.core.problems import NotPermitted, Problem
from theriac.core.telemetry.requests import set_actor
from theriac.domains.accounts.commands.api_keys import PREFIX
from theriac.domains.accounts.queries.actors import find_api_client
from theriac.domains.accounts.queries.tokens import actor_of_access_token
from theriac.domains.suppliers.keys import PREFIX as SUPPLIER_PREFIX
from theriac.domains.suppliers.keys import SupplierClient, find_supplier_client
from theriac.surfaces.api.refusals.problems import CsrfFailed


class _Csrf(CsrfViewMiddleware):
    """Django's check without its page: ninja's views are exempt from the middleware itself."""

    def is_missing(self, request: HttpRequest) -> bool:
        """Whether a write lacks a token that shows where it comes from."""
        request.csrf_processing_done = False  # type: ignore[attr-defined]
        self.process_request(request)
        return self.process_view(request, HttpResponse, (), {}) is not None

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


class ApiKey(HttpBearer):
    """An API key: ``Authorization: Bearer thk_…``."""

    def __init__(self, *permissions: Permission) -> None:
        super().__init__()
        self.permissions = permissions

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The key's client, when it holds one of the permissions."""
        client = find_api_client(token) if token.startswith(PREFIX) else None
        return None if client is None else _admitted(request, client.actor, self.permissions)


class AccessToken(HttpBearer):
    """A person's access token from ``/auth/login``: ``Authorization: Bearer eyJ…``."""

    openapi_bearerFormat = "JWT"  # noqa: N815 (ninja's own name)

    def __init__(self, *permissions: Permission) -> None:
        super().__init__()
        self.permissions = permissions

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The person, when the token holds and they hold one of the permissions."""
        actor = None if token.startswith(PREFIX) else actor_of_access_token(token)
        return None if actor is None else _admitted(request, actor, self.permissions)


class Session(APIKeyCookie):
    """A signed-in person's session; a write needs X-CSRFToken as well."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, *permissions: Permission) -> None:
        super().__init__(csrf=False)
        self.permissions = permissions

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """The person, when they hold one of the permissions."""
        actor: Actor | None = getattr(request, "actor", None) if key else None
        if not actor:  # a lazy object: it is read here, and no sooner
            return None
        if _Csrf(lambda _request: HttpResponse()).is_missing(request):
            _refuse(request, CsrfFailed())
            return None
        return _admitted(request, actor, self.permissions)


class SupplierToken(HttpBearer):
    """A supplier's key (``Bearer ths_…``), which opens the supplier's operations only."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The supplier's program, which the request then knows by its supplier and branch."""
        client = find_supplier_client(token) if token.startswith(SUPPLIER_PREFIX) else None
        request.supplier_client = client  # type: ignore[attr-defined]
        return None if client is None else _admitted(request, client.actor, ())


class CustomerToken(HttpBearer):
    """A customer's access token; the staff's open nothing by it."""

    openapi_bearerFormat = "JWT"  # noqa: N815 (ninja's own name)

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The customer, when the token holds."""
        actor = actor_of_access_token(token, customers=True)
        return None if actor is None else _admitted(request, actor, ())


@cache
def for_those_who(*permissions: Permission) -> tuple[ApiKey, AccessToken, Session]:
    """The authenticators of an operation that any of these permissions opens; none: everybody."""
    return ApiKey(*permissions), AccessToken(*permissions), Session(*permissions)


def supplier_client(request: HttpRequest) -> SupplierClient:
    """The supplier's program that asks, once authenticated."""
    client: SupplierClient = request.supplier_client  # type: ignore[attr-defined]
    return client


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, once authenticated."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor


def _admitted(
    request: HttpRequest, actor: Actor, permissions: tuple[Permission, ...]
) -> Actor | None:
    if permissions and not any(actor.may_anywhere(one) for one in permissions):
        _refuse(
            request,
            NotPermitted(
                _("You need permission for this: %(what)s. Ask a colleague who has it.")
                % {"what": permissions[0].title},
                permission=permissions[0].code,
            ),
        )
        return None
    set_actor(actor.id, actor.terminal_id)
    return actor


def _refuse(request: HttpRequest, problem: Problem) -> None:
    request.refusal = problem  # type: ignore[attr-defined]
