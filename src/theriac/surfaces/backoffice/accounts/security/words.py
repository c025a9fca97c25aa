"""Security events in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.permissions import declared_permissions
from theriac.core.problems import Text
from theriac.domains.accounts.security.events import ALARMS, SecurityEventKind
from theriac.surfaces.backoffice.shell.badges import badge

TITLES: dict[str, Text] = {
    SecurityEventKind.SIGN_IN_FAILED: gettext_lazy("Sign-in failed"),
    SecurityEventKind.ACCOUNT_LOCKED: gettext_lazy("Account locked after ten wrong attempts"),
    SecurityEventKind.ADDRESS_LOCKED: gettext_lazy("Address locked after fifty wrong attempts"),
    SecurityEventKind.ACCOUNT_UNLOCKED: gettext_lazy("Account unlocked"),
    SecurityEventKind.PASSWORD_GIVEN: gettext_lazy("Password set by another person"),
    SecurityEventKind.EMAIL_CHANGED: gettext_lazy("Email address changed and confirmed"),
    SecurityEventKind.ROLES_GIVEN: gettext_lazy("Roles assigned or removed"),
    SecurityEventKind.ROLE_CHANGED: gettext_lazy("Role permissions changed"),
    SecurityEventKind.POWER_GIVEN: gettext_lazy("Powerful permissions given"),
    SecurityEventKind.PERSON_ADDED: gettext_lazy("Staff member added"),
    SecurityEventKind.PERSON_SHUT_OUT: gettext_lazy("Staff member suspended"),
    SecurityEventKind.PERSON_LET_IN: gettext_lazy("Staff member reactivated"),
    SecurityEventKind.KEY_MADE: gettext_lazy("API key created"),
    SecurityEventKind.KEY_REVOKED: gettext_lazy("API key revoked"),
    SecurityEventKind.SECOND_STEP_REFUSED: gettext_lazy("Two-factor sign-in failed"),
    SecurityEventKind.SECOND_STEP_RESET: gettext_lazy("Two-factor sign-in reset by another person"),
    SecurityEventKind.TOKEN_REUSED: gettext_lazy("A program's session was used from two places"),
    SecurityEventKind.SESSION_ENDED: gettext_lazy("Signed out by another person"),
    SecurityEventKind.TERMINAL_PAIRED: gettext_lazy("Device paired"),
    SecurityEventKind.TERMINAL_REVOKED: gettext_lazy("Device access revoked"),
    SecurityEventKind.SHARE_MADE: gettext_lazy("Records shared outside the pharmacy"),
    SecurityEventKind.SHARE_ENDED: gettext_lazy("Record sharing ended"),
    SecurityEventKind.SHARE_LOCKED: gettext_lazy("Share link ended after ten wrong passphrases"),
    SecurityEventKind.MASS_READ: gettext_lazy("One person read many patients"),
    SecurityEventKind.FILE_INFECTED: gettext_lazy("A harmful file was uploaded"),
    SecurityEventKind.LOOKED_AT: gettext_lazy("Reviewed alarms"),
}


def title_badge(kind: str) -> SafeString:
    """What happened; red where it is an alarm, amber where somebody was refused."""
    title = str(TITLES.get(kind, kind))
    if kind in ALARMS:
        return badge(title, "shield-exclamation", "stop")
    if kind == SecurityEventKind.SIGN_IN_FAILED:
        return badge(title, "x-circle", "look")
    return badge(title, "shield", "line")


def facts_words(
    facts: Mapping[str, Any], roles: Mapping[str, str], places: Mapping[str, str]
) -> str:
    """Which role, what was added and what taken."""
    parts = []
    if code := facts.get("role"):
        parts.append(roles.get(code, code))
    for name, words in (("added", _("added: %(what)s")), ("removed", _("removed: %(what)s"))):
        what = [_one(one, roles, places) for one in facts.get(name, ())]
        if what:
            parts.append(words % {"what": ", ".join(what)})
    if count := facts.get("patients"):
        parts.append(_mass_words(count, str(facts.get("who", ""))))
    return ". ".join(parts)


def _mass_words(count: int, who: str) -> str:
    """Who read how many in what time, and what to do about it."""
    words = ngettext(
        "%(who)s opened, found or exported %(count)s patient within an hour. Ask them why, "
        "and check the audit log for the patients they read. If it wasn’t part of their "
        "work, suspend their account and follow the page on data breaches.",
        "%(who)s opened, found or exported %(count)s patients within an hour. Ask them why, "
        "and check the audit log for the patients they read. If it wasn’t part of their "
        "work, suspend their account and follow the page on data breaches.",
        count,
    )
    return words % {"who": who or _("Someone"), "count": count}


def _one(said: Any, roles: Mapping[str, str], places: Mapping[str, str]) -> str:
    """A right by its title, or a role with the branch where it was given."""
    if isinstance(said, str):
        titles = {one.code: str(one.title) for one in declared_permissions()}
        return titles.get(said, said)
    code, place = said
    return f"{roles.get(code, code)} ({places.get(place) or _('every branch')})"
