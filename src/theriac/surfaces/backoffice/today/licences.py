"""Licences that end soon or have: of the staff, for oneself, of prescribers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.actor import Actor
from theriac.core.formatting import format_date
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.profiles import (
    DueLicence,
    licences_due,
    own_licences_due,
)
from theriac.domains.accounts.rules import DAYS, Due
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS
from theriac.domains.prescribers.queries.prescribers import prescribers_due
from theriac.surfaces.backoffice.accounts.profiles.words import kind_words
from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts

TOLD = 3
"""So many are named; the list of people has the rest."""
MEANINGS = {Due.EXPIRED: "stop", Due.WEEK: "stop", Due.MONTH: "look", Due.QUARTER: "note"}


def licence_decisions(facts: Facts, actor: Actor) -> Iterator[Decision]:
    """One line for each warning, each licence in one of them; one's own said as one's own."""
    yield from _lines(own_licences_due(actor, facts.today), facts, is_own=True)
    if actor.may_anywhere(MANAGE_STAFF):
        others = [
            one for one in licences_due(actor=actor, today=facts.today) if one.user_id != actor.id
        ]
        yield from _lines(others, facts, is_own=False)


def of_prescribers(facts: Facts, actor: Actor) -> Iterator[Decision]:
    """Prescribers whose licence ended, and whose ends within sixty days; for who manages them."""
    if not actor.may_anywhere(MANAGE_PRESCRIBERS):
        return
    due = prescribers_due(actor=actor, on=facts.today)
    register = reverse("backoffice:prescriber_list")
    yield Decision(
        due.expired,
        ngettext(
            "Prescriber with an expired licence",
            "Prescribers with an expired licence",
            due.expired,
        ),
        _("Ask the practice for the renewed licence, or set the prescriber inactive"),
        f"{register}?state=active&licence=expired",
        "patch-exclamation",
        "look",
    )
    yield Decision(
        due.expiring,
        ngettext(
            "Prescriber whose licence expires soon",
            "Prescribers whose licences expire soon",
            due.expiring,
        ),
        _("Ask for the renewed licence in time"),
        f"{register}?state=active&licence=expiring",
        "patch-question",
        "note",
    )


def _lines(found: Sequence[DueLicence], facts: Facts, *, is_own: bool) -> Iterator[Decision]:
    for warning, meaning in MEANINGS.items():
        licences = [one for one in found if one.due is warning]
        if not licences:
            continue
        first = licences[0].user_id
        one_person = {one.user_id for one in licences} == {first}
        if is_own:
            url = reverse("backoffice:own_profile")
        elif one_person:
            url = reverse("backoffice:person_detail", args=[first])
        else:
            url = f"{reverse('backoffice:person_list')}?licence=true"
        yield Decision(
            len(licences),
            _title(warning, len(licences), is_own=is_own),
            "; ".join(_named(one, facts, is_own=is_own) for one in licences[:TOLD]),
            url,
            "patch-exclamation",
            meaning,
        )


def _title(warning: Due, count: int, *, is_own: bool) -> str:
    if warning is Due.EXPIRED:
        if is_own:
            return ngettext("Your licence has expired", "Your licences have expired", count)
        return ngettext("Licence has expired", "Licences have expired", count)
    words = {"days": DAYS[warning]}
    if is_own:
        title = ngettext(
            "Your licence expires within %(days)s days",
            "Your licences expire within %(days)s days",
            count,
        )
    else:
        title = ngettext(
            "Licence expires within %(days)s days", "Licences expire within %(days)s days", count
        )
    return title % words


def _named(one: DueLicence, facts: Facts, *, is_own: bool) -> str:
    day = format_date(one.valid_until, facts.language)
    words = {"person": one.person, "licence": kind_words(one.kind), "day": day}
    if is_own:
        return _("%(licence)s, %(day)s") % words
    return _("%(person)s: %(licence)s, %(day)s") % words
