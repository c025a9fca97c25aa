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
from theriac.surfaces.backoffice.shell.navigation import (
    WHO,
    FoundRecord,
    NavItem,
    PaletteCommand,
    Section,
)

ITEMS = (
    NavItem(
        Section.BUSINESS,
        _("People"),
        "people",
        "backoffice:person_list",
        VIEW_STAFF,
        order=40,
        family=WHO,
    ),
    NavItem(
        Section.BUSINESS,
        _("Security"),
        "shield-lock",
        "backoffice:security_list",
        VIEW_SECURITY,
        order=41,
        family=WHO,
    ),
    NavItem(
        Section.BUSINESS,
        _("API keys"),
        "key",
        "backoffice:key_list",
        VIEW_API_KEYS,
        order=42,
        family=WHO,
    ),
)

COMMANDS = (
    PaletteCommand(_("Add a person"), "person-plus", "backoffice:person_new", MANAGE_STAFF),
    PaletteCommand(_("Make an API key"), "key", "backoffice:key_new", MANAGE_API_KEYS),
)


def find_people(actor: Actor, text: str) -> Iterable[FoundRecord]:
    """People whose name holds what was typed."""
    if not actor.may_anywhere(VIEW_STAFF):
        return
    for person in people_called(people_seen(actor=actor), text)[:5]:
        address = reverse("backoffice:person_detail", args=[person.id])
        yield FoundRecord(person.display_name, "person", address, person.username)


SEARCHES = (find_people,)
