"""What must always be true of the staff, asked of the rows and of the key store."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.privacy.keys import destroyed_owners
from theriac.core.privacy.problems import Erased, KeyStoreFails, Unreadable
from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.accounts.models import SecurityEvent, SecurityOrigin, User
from theriac.domains.accounts.queries.factors import STEPS
from theriac.domains.accounts.security.events import origin_hash
from theriac.domains.accounts.security.name_hashes import MAIL, SIGN_IN, tokens_of

SHUT = finding(
    "accounts.shut",
    _(
        "The name of person %(person)s can't be decrypted. Restore the key store and "
        "THERIAC_MASTER_KEY that were used when the account was created."
    ),
)
LOCKED_OUT = finding(
    "accounts.locked_out",
    _(
        "Person %(person)s can't be found by sign-in name or address. Let the nightly hash "
        "update run."
    ),
)

FACTORS_DIFFER = finding(
    "accounts.factors_differ",
    _(
        "Person %(person)s has %(there)s second factors of kind %(kind)s, but the audit log "
        "shows %(told)s. One was added or removed outside the system."
    ),
)

ORIGIN_DIFFERS = finding(
    "accounts.origin_differs",
    _(
        "The address of security event %(event)s (%(kind)s) differs from the one recorded. "
        "It was changed outside the system."
    ),
)
ORIGIN_GONE = finding(
    "accounts.origin_gone",
    _(
        "The address of security event %(event)s (%(kind)s) is missing before its retention "
        "period ended. It was removed outside the system."
    ),
)


@verifies("accounts.names")
def names_open(findings: Findings) -> None:
    """Every name of the staff and of suppliers' people opens, and is found by what is typed.

    The erased have none.
    """
    gone = set(destroyed_owners())
    for person in User.objects.exclude(kind=User.Kind.CUSTOMER).order_by("id"):
        findings.look(1)
        if person.id in gone:
            continue
        try:
            kept = (person.display_name, person.username, person.email)
        except (Unreadable, Erased, KeyStoreFails):
            findings.violate(SHUT, person=person.id)
            continue
        for token, kind, text in (
            (person.sign_in_token, SIGN_IN, kept[1]),
            (person.email_token, MAIL, kept[2]),
        ):
            if text and token not in tokens_of(kind, text):
                findings.violate(LOCKED_OUT, person=person.id)
                break


@verifies("accounts.factors")
def second_steps_are_those_of_the_trail(findings: Findings) -> None:
    """Who is there has as many apps and passkeys as were added and not removed since.

    The library writes them itself, so what is kept of other tables isn't kept of them.
    """
    told = _told_factors()
    rows = Authenticator.objects.filter(type__in=STEPS).order_by()
    there = Counter((user_id, str(kind)) for user_id, kind in rows.values_list("user_id", "type"))
    present = User.objects.filter(erased_at=None).exclude(kind=User.Kind.CUSTOMER, is_active=False)
    for user_id in present.order_by("id").values_list("id", flat=True):
        findings.look(1)
        for kind in map(str, STEPS):
            found, known = there[user_id, kind], told[user_id, kind]
            if found != known:
                findings.violate(FACTORS_DIFFER, person=user_id, kind=kind, there=found, told=known)


def _told_factors() -> Counter[tuple[UUID, str]]:
    """How many of each kind each person has, by the trail."""
    told: Counter[tuple[UUID, str]] = Counter()
    records = AuditRecord.objects.filter(object_kind="accounts.factor").exclude(reason="refused")
    for record in records.order_by("recorded_at", "id").iterator():
        if record.command == "accounts.reset_factors":
            for kind in map(str, STEPS):
                told[record.object_id, kind] = 0
        elif record.reason in CHANGE_OF_FACTORS:
            told[record.object_id, record.facts["kind"]] += CHANGE_OF_FACTORS[record.reason]
    return told


CHANGE_OF_FACTORS = {"added": 1, "removed": -1}
"""By how much a record of a second step changes how many there are."""


@verifies("accounts.origins")
def origins_are_those_of_the_events(findings: Findings) -> None:
    """Each event tells the address that it was written with, or none once retention may take it."""
    early = clock.now() - timedelta(days=SecurityOrigin.kept_days)
    events = SecurityEvent.objects.exclude(origin_hash="").select_related("origin")
    for event in events.order_by("id").iterator(2000):
        findings.look(1)
        origin = getattr(event, "origin", None)
        if origin is None:
            if event.recorded_at > early:
                findings.violate(ORIGIN_GONE, event=event.id, kind=event.kind)
        elif origin_hash(origin.key, origin.address) != event.origin_hash:
            findings.violate(ORIGIN_DIFFERS, event=event.id, kind=event.kind)
