"""What a counter shows in place of a session: that the server knew this person here, hours ago.

Signed, bound to the pairing, and kept in the page's memory alone: a device that is reloaded or
locked has none, so who takes it reads nobody's health data by it.
"""

from __future__ import annotations

from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.ids import parse_id
from theriac.domains.accounts.problems import SignInRefused
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.surfaces.counter.terminals import PairedDevice, pairing_of

SALT = "theriac.counter.person"
HOLDS_SECONDS = 12 * 3600


def token_for(device: PairedDevice, person_id: UUID) -> str:
    """A token of the person in this pairing of the terminal."""
    said = {"person": str(person_id), "pairing": pairing_of(device)}
    return signing.dumps(said, salt=SALT)


def _why(device: PairedDevice) -> str:
    if device.public_key:
        return _("Sign in again. The server needs to confirm who you are.")
    return _(
        "Sign in again. The server needs to confirm who you are. If your account uses "
        "two-factor sign-in, this device can't replace the second factor. Open the counter "
        "at its https address and pair it there, or open the record in the back office."
    )


def person_of(device: PairedDevice, token: str) -> Actor:
    """The person whom it names, with the rights held now. Raises SignInRefused."""
    refused = SignInRefused(_why(device))
    try:
        said = signing.loads(token, salt=SALT, max_age=HOLDS_SECONDS)
    except signing.BadSignature:
        raise refused from None
    person_id = parse_id(said["person"])
    if person_id is None or said.get("pairing") != pairing_of(device):
        raise refused
    person = actor_of_person(person_id, branch_id=device.point.branch_id)
    if person is None:
        raise refused
    return Actor(
        kind=person.kind,
        id=person.id,
        name=person.name,
        branch_id=device.point.branch_id,
        terminal_id=device.point.terminal_id,
        grants=person.grants,
        everywhere=person.everywhere,
    )
