"""Licences of the staff in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.files.queries import files_of
from theriac.core.formatting import format_date
from theriac.core.problems import Text
from theriac.countries.registry import profile_for
from theriac.countries.staff import kind_of
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.accounts.queries.profiles import live_licences
from theriac.domains.accounts.rules import Due, due
from theriac.surfaces.backoffice.files.words import document_words
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.quantities import days_words


def kind_words(code: str) -> Text:
    """What a licence is called; its code where the country doesn't know it any more."""
    kind = kind_of(profile_for(frame.pharmacy().country).staff_licences, code)
    return kind.label if kind else code


def validity_badge(valid_until: date | None, today: date) -> SafeString:
    """Until when it is valid: without an end, far, within 90, 30 or 7 days, or over."""
    if valid_until is None:
        return badge(_("Doesn't expire"), "infinity", "line")
    language = (get_language() or "en").partition("-")[0]
    day = format_date(valid_until, language)
    warning = due(valid_until, today)
    if warning is None:
        return badge(_("Until %(day)s") % {"day": day}, "calendar3")
    if warning is Due.EXPIRED:
        return badge(_("Expired %(day)s") % {"day": day}, "x-octagon-fill", "solid-stop")
    left = (valid_until - today).days
    words = _("Today") if left == 0 else days_words(left)
    text = _("%(day)s, %(days)s") % {"day": day, "days": words}
    meaning = "look" if warning is Due.QUARTER else "stop"
    return badge(text, "hourglass-split" if meaning == "look" else "hourglass-bottom", meaning)


def licence_rows(user_id: Any, today: date) -> list[dict[str, Any]]:
    """A person's licences as their pages show them."""
    return [
        {
            "id": row.id,
            "kind": kind_words(row.kind),
            "number": row.content["number"],
            "issued_by": row.content["issued_by"],
            "branch": row.branch.name if row.branch else "",
            "validity": validity_badge(row.valid_until, today),
        }
        for row in live_licences(user_id)
    ]


def with_documents(actor: Actor, licences: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of licences, each with its documents that the reader may open."""
    kept = files_of(actor, [one["id"] for one in licences]) if licences else []
    people = names_of(row.created_by for row in kept)
    return [
        {
            **one,
            "documents": document_words(
                actor, [row for row in kept if row.record_id == one["id"]], people, "check"
            ),
        }
        for one in licences
    ]
