"""Records of the trail as lines: who, what, changed from what to what, where, why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from theriac.core.actor import SYSTEM_ID, ActorKind
from theriac.core.audit.models import AuditRecord
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.audit.queries import history_of
from theriac.core.formatting import DASH
from theriac.core.ids import parse_id
from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.groups import names_of_groups
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.surfaces.backoffice.audit.words import (
    action_words,
    changes_of,
    kind_words,
    reason_words,
    record_url,
)
from theriac.surfaces.backoffice.organisation.words import NAMES as SETTINGS
from theriac.surfaces.backoffice.organisation.words import value_words
from theriac.surfaces.backoffice.shell import surroundings
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.templatetags import theriac as shown

SHOWN_BESIDE = 6
LONGEST = 80


def draw(records: Sequence[Any]) -> None:
    """Give each record the words that tables draw: action, note, person, place, why, changes."""
    people = names_of(record.actor_id for record in records)
    branches = dict(list_branches().values_list("id", "name"))
    terminals = {one.id: one.name for one in list_terminals()} if records else {}
    groups = names_of_groups(_groups(records))
    for record in records:
        record.action = action_words(record.command)
        record.kind = kind_words(record.object_kind, record.command)
        record.url = record_url(record.object_kind, record.object_id)
        record.person = _person(record, people, terminals)
        record.place = ", ".join(
            filter(None, (branches.get(record.branch_id), terminals.get(record.terminal_id)))
        )
        record.why = reason_words(record.reason)
        record.changes = changes_of(record.facts, lambda name, value: _value(name, value, groups))
        record.changed = _lines(record.changes)


def _person(record: AuditRecord, people: dict[UUID, str], terminals: dict[UUID, str]) -> Text:
    if record.actor_kind == ActorKind.SYSTEM or record.actor_id == SYSTEM_ID:
        return "Theriac"
    known = people.get(record.actor_id) or terminals.get(record.actor_id)
    return known or _("Somebody who left")


def _groups(records: Sequence[AuditRecord]) -> set[UUID]:
    found = set()
    for record in records:
        for side in (record.facts.get("before"), record.facts.get("after")):
            if isinstance(side, dict):
                ids = (side.get("manufacturer_id"), side.get("category_id"))
                found |= {parse_id(one) for one in ids if one}
    return {one for one in found if one is not None}


def _value(name: str, value: Any, groups: dict[UUID, str]) -> Text:
    if value in (None, ""):
        return DASH
    if name == "price":
        return shown.money(Money(value, surroundings.pharmacy().currency))
    if name in SETTINGS and not isinstance(value, str):
        return value_words(name, value)
    if name in ("manufacturer_id", "category_id"):
        return groups.get(parse_id(str(value)) or UUID(int=0), DASH)
    text = shown.number(value) if type(value) is int else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _lines(changes: Sequence[tuple[Text, Text, Text]]) -> SafeString:
    return format_html_join(
        "",
        '<div class="t-change-one">{}<span class="t-2">{}</span> '
        '<i class="bi bi-arrow-right t-3" role="img" aria-label="{}"></i> '
        '<span class="t-med">{}</span></div>',
        (
            (format_html("{}: ", name) if name else "", before, _("now"), after)
            for name, before, after in changes
        ),
    )


def history_beside(screen: Screen, object_id: UUID) -> dict[str, Any]:
    """What ``audit/history.html`` draws beside a record, for who may see the trail."""
    if not screen.may(VIEW_TRAIL):
        return {"history": None}
    records = history_of(actor=screen.actor, object_id=object_id, at_most=SHOWN_BESIDE + 1)
    draw(records[:SHOWN_BESIDE])
    return {
        "history": records[:SHOWN_BESIDE],
        "history_more": len(records) > SHOWN_BESIDE,
        "history_url": f"{reverse('backoffice:trail')}?record={object_id}",
    }
