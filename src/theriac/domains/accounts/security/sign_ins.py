"""Each browser's sign-in as a row: opened with the session, touched once a minute, ended with it.

A session that is ended is deleted from its store, so that the next request finds nobody; the row
stays, so that people see what was. Nothing is read for it on an ordinary request.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models import QuerySet
from django.http import HttpRequest

from theriac.core import clock
from theriac.core.ids import new_id, parse_id
from theriac.domains.accounts.models import SignIn
from theriac.domains.accounts.security.address import current_address
from theriac.domains.accounts.security.browsers import browser_of, system_of
from theriac.domains.accounts.security.devices import device_at_sign_in

KEY = "sign_in_id"
IDLE_KEY = "signed_out_after"
"""Where a new session keeps after how many idle minutes the one before was ended."""
LOOKS_ON = "/_work/"
"""What a page asks by itself; only with ``?used`` does a person work in it."""
TOUCHED_EVERY = timedelta(minutes=1)
MOST_NOTED = 10_000

_noted: dict[UUID, tuple[datetime, str]] = {}
"""When this process last touched a row, and the key that its session had."""


def open_sign_in(*, request: HttpRequest | None, user: Any, **_signal: Any) -> None:
    """Write where somebody signed in, and let the session name the row."""
    if request is None or not hasattr(request, "session"):
        return
    now = clock.now()
    agent = request.META.get("HTTP_USER_AGENT", "")
    row = SignIn.objects.create(
        id=new_id(),
        user_id=user.pk,
        session_key=request.session.session_key or "",
        browser=browser_of(agent),
        system=system_of(agent),
        device=device_at_sign_in(request),
        address=current_address() or request.META.get("REMOTE_ADDR", "")[:45],
        signed_in_at=now,
        last_used_at=now,
    )
    request.session[KEY] = str(row.id)
    _note(row.id, now, row.session_key)


def close_sign_in(*, request: HttpRequest | None, user: Any, **_signal: Any) -> None:
    """Somebody signed out."""
    row_id = sign_in_of(request) if request is not None and user is not None else None
    if row_id is not None:
        ended = SignIn.objects.filter(id=row_id, ended_at=None)
        ended.update(ended_at=clock.now(), ended_by=user.pk, session_key="")


def sign_in_of(request: HttpRequest) -> UUID | None:
    """The row that this browser's session names."""
    session = getattr(request, "session", None)
    return parse_id(str(session.get(KEY, ""))) if session is not None else None


def touch(request: HttpRequest, user: Any) -> bool:
    """Note the use, at most once a minute in a process; a changed key of the session at once.

    A session from before there were rows gets one; one whose row was ended is let go, and told. So
    is one that nobody worked in for ``THERIAC_IDLE_MINUTES``.
    """
    row_id, key, now = sign_in_of(request), request.session.session_key or "", clock.now()
    if row_id is None:
        open_sign_in(request=request, user=user)
        return True
    noted = _noted.get(row_id)
    if noted and noted[1] == key and noted[0] <= now < noted[0] + TOUCHED_EVERY:
        return True
    live = SignIn.objects.filter(id=row_id, ended_at=None)
    if request.path == LOOKS_ON and "used" not in request.GET:
        lasts = _not_idle(live, now).exists()
    else:
        used = {"last_used_at": now, "session_key": key, "address": current_address()}
        lasts = bool(_not_idle(live, now).update(**used))
        if lasts:
            _note(row_id, now, key)
    if not lasts:
        request.session.flush()
        if live.update(ended_at=now, session_key=""):
            request.session[IDLE_KEY] = settings.IDLE_MINUTES
    return lasts


def _not_idle(live: QuerySet[SignIn], now: datetime) -> QuerySet[SignIn]:
    if not settings.IDLE_MINUTES:
        return live
    return live.filter(last_used_at__gt=now - timedelta(minutes=settings.IDLE_MINUTES))


def delete_session(session_key: str) -> None:
    """Let the store of sessions forget one, whichever store it is."""
    if session_key:
        import_module(settings.SESSION_ENGINE).SessionStore(session_key).delete()


def _note(row_id: UUID, now: datetime, key: str) -> None:
    if len(_noted) >= MOST_NOTED:
        _noted.clear()
    _noted[row_id] = (now, key)


user_logged_in.connect(open_sign_in, dispatch_uid="accounts.open_sign_in")
user_logged_out.connect(close_sign_in, dispatch_uid="accounts.close_sign_in")
