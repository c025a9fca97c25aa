"""Adding a prescriber and changing what is kept of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.ids import new_id
from theriac.core.privacy.keys import make_keys
from theriac.countries.base import CountryProfile
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.models import Practice, Prescriber, PrescriberLicence
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS
from theriac.domains.prescribers.problems import (
    PrescriberLooksKnown,
    PrescriberNumberTaken,
    PrescriberRefused,
    PrescriberUnknown,
)
from theriac.domains.prescribers.queries.duplicates import find_likely
from theriac.domains.prescribers.queries.prescribers import (
    licences_of,
    practices_of,
    profile_here,
)
from theriac.domains.prescribers.rules.facts import (
    PracticeWritten,
    PrescriberLicenceWritten,
    PrescriberWritten,
    faults_of,
    key_of,
    numbers_of,
    stored_contact,
    tidied,
)
from theriac.domains.prescribers.rules.words import Findable
from theriac.domains.prescribers.search import keep_words

RECORD = "prescribers.prescriber"
PLAIN = ("name", "prefix", "suffix", "profession", "specialisation")
"""The facts that are kept as they are given."""


@command(
    name="prescribers.add_prescriber",
    done=gettext_lazy("Added a prescriber"),
    permission=MANAGE_PRESCRIBERS,
)
def add_prescriber(*, actor: Actor, facts: PrescriberWritten) -> PrescriberId:
    """Add a prescriber; returns the id.

    Raises PrescriberRefused for facts that don't fit, PrescriberNumberTaken, and
    PrescriberLooksKnown with the likely records unless they say `is_another`.
    """
    profile = profile_here()
    facts = checked(facts, profile)
    _require_free(facts.licences, profile, None)
    if not facts.is_another:
        _require_new(facts, profile)
    prescriber = Prescriber(
        id=current_unit().effect_id,
        created_at=clock.now(),
        contact=stored_contact(facts),
        **{name: getattr(facts, name) for name in PLAIN},
    )
    make_keys([prescriber.id])
    prescriber.save(force_insert=True)
    _keep_practices(prescriber, facts.practices)
    _keep_licences(prescriber, facts.licences, profile)
    keep_words(prescriber, profile.calling_code)
    current_unit().record(RECORD, prescriber.id, reason="added")
    return PrescriberId(prescriber.id)


@command(
    name="prescribers.change_prescriber",
    done=gettext_lazy("Edited a prescriber"),
    permission=MANAGE_PRESCRIBERS,
)
def change_prescriber(
    *, actor: Actor, prescriber_id: PrescriberId, version: int, facts: PrescriberWritten
) -> int:
    """Keep these facts in place of all before; returns the version then.

    The trail names what was changed, and of whom no more than that. Raises PrescriberUnknown,
    Stale, PrescriberRefused, PrescriberNumberTaken.
    """
    prescriber = locked_prescriber(prescriber_id, version)
    profile = profile_here()
    facts = checked(facts, profile)
    _require_free(facts.licences, profile, prescriber)
    changed = [name for name in PLAIN if getattr(prescriber, name) != getattr(facts, name)]
    for name in changed:
        setattr(prescriber, name, getattr(facts, name))
    if stored_contact(facts) != prescriber.contact:
        prescriber.contact = stored_contact(facts)
        changed.append("contact")
    if _keep_practices(prescriber, facts.practices):
        changed.append("practices")
    if _keep_licences(prescriber, facts.licences, profile):
        changed.append("licences")
    if not changed:
        return prescriber.version
    keep(prescriber)
    keep_words(prescriber, profile.calling_code)
    current_unit().record(RECORD, prescriber.id, facts={"names": sorted(changed)})
    return prescriber.version


def locked_prescriber(prescriber_id: PrescriberId, version: int | None = None) -> Prescriber:
    """The prescriber at the version that was seen, locked. Raises PrescriberUnknown, Stale."""
    rows: QuerySet[Prescriber] = Prescriber.objects.select_for_update()
    found = rows.filter(id=prescriber_id, merged_into=None, erased_at=None).first()
    if found is None:
        raise PrescriberUnknown(_("This prescriber doesn’t exist. Choose one from the list."))
    at_version(found, version, _("Another user changed this prescriber. Reload the page."))
    return found


def checked(facts: PrescriberWritten, profile: CountryProfile) -> PrescriberWritten:
    """The facts, tidied. Raises PrescriberRefused."""
    facts = tidied(facts)
    if faults := faults_of(facts, profile):
        raise PrescriberRefused(errors=faults)
    return facts


def _require_new(facts: PrescriberWritten, profile: CountryProfile) -> None:
    """Raise PrescriberLooksKnown where somebody alike is registered."""
    likely = find_likely(
        Findable(
            name=facts.name,
            practices=(),
            numbers=tuple(numbers_of(facts.licences)),
            phones=tuple(one.phone for one in facts.practices),
            specialisation="",
            calling_code=profile.calling_code,
        )
    )
    if likely:
        raise PrescriberLooksKnown(
            _("%(name)s looks like the same person. Check that record first.")
            % {"name": likely[0].prescriber.full_name},
            prescribers=[str(one.prescriber.id) for one in likely],
        )


def _require_free(
    licences: Sequence[PrescriberLicenceWritten], profile: CountryProfile, own: Prescriber | None
) -> None:
    """Raise PrescriberNumberTaken where another prescriber has one of these numbers."""
    keys = {(one.kind, key_of(one, profile)): at for at, one in enumerate(licences)}
    rows = PrescriberLicence.objects.filter(key__in=[key for _kind, key in keys])
    for row in rows.select_related("prescriber").order_by("id"):
        at = keys.get((row.kind, row.key))
        if at is not None and (own is None or row.prescriber_id != own.id):
            raise _taken(row.prescriber, row.number, at)


def _taken(holder: Prescriber, number: str, at: int) -> PrescriberNumberTaken:
    words = _("%(name)s has the number %(number)s. Open that record, or check the number.")
    told = {"name": holder.full_name, "number": number}
    return PrescriberNumberTaken(
        words % told, field=f"licences.{at}.number", prescriber_id=str(holder.id)
    )


def _keep_practices(prescriber: Prescriber, practices: Sequence[PracticeWritten]) -> bool:
    """Keep exactly these practices; tells whether any was different."""
    if list(practices) == practices_of(prescriber):
        return False
    prescriber.practices.all().delete()
    Practice.objects.bulk_create(
        Practice(
            id=new_id(),
            prescriber=prescriber,
            position=at,
            name=one.name,
            address=one.address,
            phone=one.phone,
            hours=one.hours,
        )
        for at, one in enumerate(practices)
    )
    return True


def _keep_licences(
    prescriber: Prescriber,
    licences: Sequence[PrescriberLicenceWritten],
    profile: CountryProfile,
) -> bool:
    """Keep exactly these licences; tells whether any differed. Raises PrescriberNumberTaken."""
    held = licences_of(prescriber)
    if sorted(map(repr, held)) == sorted(map(repr, licences)):
        return False
    prescriber.licences.all().delete()
    rows = [
        PrescriberLicence(
            id=new_id(),
            prescriber=prescriber,
            kind=one.kind,
            number=one.number,
            key=key_of(one, profile),
            issuer=one.issuer,
            place=one.place,
            issued_on=one.issued_on,
            valid_until=one.valid_until,
        )
        for one in licences
    ]
    try:
        with transaction.atomic():
            PrescriberLicence.objects.bulk_create(sorted(rows, key=lambda row: (row.kind, row.key)))
    except IntegrityError as twice:
        words = _("Another user just registered one of these numbers. Search for it first.")
        raise PrescriberNumberTaken(words, field="licences.0.number") from twice
    return True
