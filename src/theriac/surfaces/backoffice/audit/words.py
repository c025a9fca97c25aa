"""What was done and of what kind, in the reader's words: a command carries its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.command import declared_commands, words_of
from theriac.core.problems import Text
from theriac.domains.patients.rules.lists import ENDINGS, HOWS
from theriac.domains.patients.rules.reasons import WHY
from theriac.surfaces.backoffice.audit.kinds import KINDS, PAGES
from theriac.surfaces.backoffice.organisation.words import NAMES as SETTINGS

FIELDS: dict[str, Text] = {
    "name": _("Name"),
    "generic_name": _("Generic name"),
    "substance": _("Substance"),
    "strength": _("Strength"),
    "dose_form": _("Dose form"),
    "description": _("Description"),
    "legal_class": _("Legal class"),
    "storage": _("Storage"),
    "tax_class": _("Tax class"),
    "rotation": _("Batch picking order"),
    "ved": _("VED class"),
    "state": _("Status"),
    "status": _("Status"),
    "times": _("Scans"),
    "image_id": _("Picture"),
    "manufacturer_id": _("Manufacturer"),
    "category_id": _("Category"),
    "generic": _("Generic medicine"),
    "generic_id": _("Generic medicine"),
    "price": _("Price"),
    "barcode": _("Barcode"),
    "roles": _("Roles"),
    "landing": _("First page after sign-in"),
    "note": _("Note"),
    "batches": _("Batches with base units"),
    "expires_at": _("Keep until"),
    "to_branch_id": _("To branch"),
    "url": _("Address"),
    "watched": _("Checked every night"),
    "hold_until": _("On hold until"),
    "priority": _("Priority"),
    "quantity": _("Quantity"),
    "told_at": _("Told"),
    "hours": _("Hours"),
    "begins_at": _("Time"),
    "correction": _("Correction"),
    "minutes": _("Minutes"),
    "capacity": _("Patients at a time"),
    "quantities": _("Measured values"),
    "is_offered": _("Offered for booking"),
    "sale": _("Sale"),
    "action": _("Action"),
    "again_on": _("Remind again on"),
    "approved_by": _("Approved by"),
    "authority": _("Authority"),
    "beyond_use_on": _("Beyond-use date"),
    "cause": _("Cause"),
    "days": _("Days of supply"),
    "due_on": _("Due on"),
    "filled": _("Quantity dispensed"),
    "filled_on": _("Dispensed on"),
    "is_assessed": _("Causality assessed"),
    "joined_on": _("Joined on"),
    "kind": _("Kind"),
    "last_filled_on": _("Last dispensed on"),
    "needs_second": _("Second person required"),
    "next_due_on": _("Next supply due on"),
    "outcome": _("Outcome"),
    "paused_from": _("Status before the pause"),
    "prepared_by": _("Prepared by"),
    "problem": _("Problem"),
    "reminder": _("Reminder"),
    "round": _("Dispensing round"),
    "sent_on": _("Sent on"),
    "serious_days": _("Days to report serious events"),
    "seriousness": _("Seriousness"),
    "valid_until": _("Valid until"),
    "verified_by": _("Verified by"),
    "way": _("Sent by"),
    "counted": _("Counted"),
    "closed_at": _("Closing"),
    "number": _("Number"),
    "variance": _("Variance"),
    "why": _("Reason"),
    "decision": _("Decision"),
}

UNSHOWN = ("appointment", "household", "product_id", "reservation_id", "service")
"""What a record keeps for programs: an id that no page names."""
DISPENSED = re.compile(r"lines\.(\d+)\.dispensed")

SYSTEM_REASONS: dict[str, Text] = {
    "active": _("activated"),
    "inactive": _("suspended"),
    "import": _("by an import"),
    **WHY,
    **HOWS,
    **ENDINGS,
} | dict.fromkeys(
    (
        "added",
        "back to writing",
        "begun",
        "ceiling",
        "changed",
        "checked",
        "clock",
        "code forgotten",
        "counted",
        "discarded",
        "file added",
        "first",
        "generic",
        "invoice read",
        "line added",
        "line changed",
        "line removed",
        "missing",
        "own code",
        "own password",
        "pack",
        "paired",
        "pairing code",
        "password",
        "past its day",
        "past sale",
        "picture",
        "posted",
        "preferences",
        "price",
        "prices confirmed",
        "relocked",
        "renamed",
        "brought back",
        "retired",
        "roles",
        "rows",
    ),
    "",
)
"""Reasons that commands write themselves; what a person wrote stands as it is."""


def actions() -> dict[str, Text]:
    """What each command did, by its name on the trail; those that only others call left out."""
    own = (one for one in declared_commands() if one.module.startswith("theriac."))
    return {one.name: one.done for one in own if not one.name.rpartition(".")[2].startswith("_")}


def action_words(command: str) -> Text:
    """What a command did; another version's by its name."""
    plain = command.rpartition(".")[2].strip("_").replace("_", " ").capitalize()
    return words_of(command) or plain


def kind_words(kind: str, command: str = "") -> Text:
    """What kind of thing was concerned; empty for a command that concerned none."""
    plain = kind.rpartition(".")[2].replace("_", " ")
    return KINDS.get(kind, "" if kind == command or words_of(kind) else plain)


def record_url(kind: str, object_id: UUID) -> str:
    """The page of what was concerned; empty where there is none."""
    try:
        return reverse(f"backoffice:{PAGES[kind]}", args=[object_id]) if kind in PAGES else ""
    except NoReverseMatch:
        return ""


def reason_words(reason: str) -> Text:
    """Why."""
    return SYSTEM_REASONS.get(reason, reason)


def changes_of(
    facts: Mapping[str, Any], written: Callable[[str, Any], Text]
) -> list[tuple[Text, Text, Text]]:
    """Name, before and after of each value that a record says was changed."""
    rights = _rights_changed(facts, written) if isinstance(facts.get("added"), list) else []
    before, after = facts.get("before"), facts.get("after")
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        if before is None or after is None:
            return rights
        return [("", written("", before), written("", after))]
    return rights + [
        (_name(name), written(name, before.get(name)), written(name, new))
        for name, new in after.items()
        if name not in UNSHOWN
    ]


def _name(field: str) -> Text:
    if line := DISPENSED.fullmatch(field):
        return _now("Medicine %(number)s, dispensed") % {"number": line[1]}
    return FIELDS.get(field) or SETTINGS.get(field) or field.replace("_", " ")


def _rights_changed(
    facts: Mapping[str, Any], written: Callable[[str, Any], Text]
) -> list[tuple[Text, Text, Text]]:
    """What a role was given, and what was taken from it."""
    given, taken = facts.get("added"), facts.get("removed")
    lines: list[tuple[Text, Text, Text]] = []
    if given:
        lines.append((_("Permissions added"), written("rights", []), written("rights", given)))
    if taken:
        lines.append((_("Permissions removed"), written("rights", taken), written("rights", [])))
    return lines
