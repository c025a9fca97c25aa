"""Where staff and keys stand in the navigation and the palette."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.accounts.permissions import (
    MANAGE_API_KEYS,
    MANAGE_STAFF,
    VIEW_API_KEYS,
    VIEW_SECURITY,
    VIEW_STAFF,
)
from theriac.domains.accounts.queries.people import people_called, people_seen
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import (
    FoundRecord,
    NavItem,
    PaletteCommand,
    is_named,
)

ITEMS = (
    NavItem(
        Topic.STAFF,
        _("Staff"),
        "people",
        "backoffice:person_list",
        VIEW_STAFF,
        order=20,
        words=_("staff employees users roles rights badge"),
    ),
    NavItem(
        Topic.ACCESS,
        _("Security"),
        "shield-lock",
        "backoffice:security_list",
        VIEW_SECURITY,
        order=40,
        words=_("sign-in attempts alarms lock"),
    ),
    NavItem(
        Topic.ACCESS,
        _("API keys"),
        "key",
        "backoffice:key_list",
        VIEW_API_KEYS,
        order=45,
        words=_("integration program token website"),
    ),
    NavItem(
        Topic.STAFF,
        _("Roles"),
        "people",
        "backoffice:role_list",
        VIEW_STAFF,
        order=25,
    ),
)

COMMANDS = (
    PaletteCommand(_("Choose a new password"), "lock", "account_change_password"),
    PaletteCommand(_("PIN for the counter"), "grid-3x3-gap", "backoffice:own_pin"),
    PaletteCommand(_("Two-factor sign-in"), "shield-lock", "mfa_index"),
    PaletteCommand(_("Your signed-in devices"), "pc-display", "backoffice:my_devices"),
    PaletteCommand(_("Your contact and licences"), "person-vcard", "backoffice:own_profile"),
    PaletteCommand(_("Add staff member"), "person-plus", "backoffice:person_new", MANAGE_STAFF),
    PaletteCommand(_("Create API key"), "key", "backoffice:key_new", MANAGE_API_KEYS),
    PaletteCommand(_("Print badges"), "person-badge", "backoffice:badge_sheet", MANAGE_STAFF),
    PaletteCommand(_("Create role"), "plus-lg", "backoffice:role_new", MANAGE_STAFF),
)


def find_people(actor: Actor, text: str) -> Iterable[FoundRecord]:
    """People whose name holds what was typed."""
    if not actor.may_anywhere(VIEW_STAFF):
        return
    for person in people_called(people_seen(actor=actor), text)[:5]:
        address = reverse("backoffice:person_detail", args=[person.id])
        named = is_named(text, person.display_name, person.username)
        yield FoundRecord(person.display_name, "person", address, person.username, named=named)


SEARCHES = (find_people,)
