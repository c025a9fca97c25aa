"""Records of the trail as lines: who, what, changed from what to what, where, why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from theriac.core.actor import SYSTEM_ID, SYSTEM_NAME, ActorKind
from theriac.core.audit.models import AuditRecord
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.audit.queries import history_of
from theriac.core.formatting import DASH
from theriac.core.ids import parse_id
from theriac.core.permissions import declared_permissions
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.accounts.queries.roles import roles_in_order
from theriac.domains.catalog.queries.groups import names_of_groups
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.domains.shares.queries import names_of_shares
from theriac.surfaces.backoffice.audit.values import WORDS, value_words_of
from theriac.surfaces.backoffice.audit.words import (
    action_words,
    changes_of,
    kind_words,
    reason_words,
    record_url,
)
from theriac.surfaces.backoffice.organisation.words import NAMES as SETTINGS
from theriac.surfaces.backoffice.organisation.words import value_words
from theriac.surfaces.backoffice.shell.screens import Screen

SHOWN_BESIDE = 6
SIDES = ("before", "after")
TARGET = "to_branch_id"
GROUPS = ("manufacturer_id", "category_id", "generic_id")


def draw(records: Sequence[Any]) -> None:
    """Give each record its words: action, kind, url, person, place, why, changes."""
    actors = {record.actor_id for record in records}
    people = {**names_of_shares(actors), **names_of(actors)}
    branches = dict(list_branches().values_list("id", "name"))
    terminals = {one.id: one.name for one in list_terminals()} if records else {}
    named = _Named(records, {str(key): name for key, name in branches.items()})
    for record in records:
        record.action = action_words(record.command)
        record.kind = kind_words(record.object_kind, record.command)
        record.url = record_url(record.object_kind, record.object_id)
        record.person = _person(record, people, terminals)
        record.place = ", ".join(
            filter(None, (branches.get(record.branch_id), terminals.get(record.terminal_id)))
        )
        record.why = reason_words(record.reason)
        record.changes = changes_of(record.facts, partial(named.value, record.object_kind))


def _person(record: AuditRecord, people: dict[UUID, str], terminals: dict[UUID, str]) -> Text:
    if record.actor_kind == ActorKind.SYSTEM or record.actor_id == SYSTEM_ID:
        return SYSTEM_NAME
    known = people.get(record.actor_id) or terminals.get(record.actor_id)
    return known or _("Former staff member")


class _Named:
    """Values of facts in words; what is named by an id or a code is read once, if at all."""

    def __init__(self, records: Sequence[AuditRecord], branches: dict[str, str]) -> None:
        self._records = records
        self._branches = branches

    def value(self, kind: str, name: str, value: Any) -> Text:
        """One value of a fact about a kind of thing."""
        if value in (None, "", []):
            return DASH
        if isinstance(value, list):
            return ", ".join(str(self._one_of(kind, name, str(one))) for one in value)
        if name.endswith("_by"):
            return self._people.get(str(value), str(value))
        if name in SETTINGS and not isinstance(value, str):
            return value_words(name, value)
        if name in (*GROUPS, TARGET):
            known = self._branches if name == TARGET else self._groups
            return known.get(str(value), DASH)
        return value_words_of(kind, name, value)

    def _one_of(self, kind: str, name: str, text: str) -> Text:
        """A code, a right, or a role with its branch."""
        if (kind, name) in WORDS:
            return value_words_of(kind, name, text)
        if name == "rights":
            return self._rights.get(text, text)
        code, _at, branch_id = text.partition("@")
        role = self._roles.get(code, code)
        return f"{role} ({self._branches.get(branch_id, DASH)})" if branch_id else role

    @cached_property
    def _people(self) -> dict[str, Text]:
        """Who a value names, such as who approved."""
        sides = [record.facts.get(side) for record in self._records for side in SIDES]
        told = [side for side in sides if isinstance(side, dict)]
        named = {str(side[name]) for side in told for name in side if name.endswith("_by")}
        found = names_of(key for one in named if (key := parse_id(one)))
        return {str(SYSTEM_ID): SYSTEM_NAME} | {str(key): name for key, name in found.items()}

    @cached_property
    def _rights(self) -> dict[str, str]:
        return {one.code: str(one.title) for one in declared_permissions()}

    @cached_property
    def _roles(self) -> dict[str, str]:
        return {role.code: str(role.title) for role in roles_in_order(with_retired=True)}

    @cached_property
    def _groups(self) -> dict[str, str]:
        sides = [record.facts.get(side) for record in self._records for side in SIDES]
        ids = [side.get(name) for side in sides if isinstance(side, dict) for name in GROUPS]
        found = names_of_groups(key for one in ids if one and (key := parse_id(one)))
        return {str(key): name for key, name in found.items()}


def change_lines(changes: Sequence[tuple[Text, Text, Text]]) -> SafeString:
    """A record's changes as a page draws them, a line each: from what to what."""
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
    shown: Sequence[Any] = records[:SHOWN_BESIDE]
    draw(shown)
    for record in shown:
        record.changed = change_lines(record.changes)
    return {
        "history": shown,
        "history_more": len(records) > SHOWN_BESIDE,
        "history_url": f"{reverse('backoffice:trail')}?record={object_id}",
    }
