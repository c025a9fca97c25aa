"""What must always be true of the staff, asked of the rows and of the key store."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.privacy.keys import destroyed_owners
from theriac.core.privacy.problems import Erased, KeyStoreFails, Unreadable
from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.accounts.queries.people import staff
from theriac.domains.accounts.security.name_hashes import MAIL, SIGN_IN, tokens_of

SHUT = finding(
    "accounts.shut",
    _(
        "The name of person %(person)s can't be decrypted: bring the key store and "
        "THERIAC_MASTER_KEY under which the account was written."
    ),
)
LOCKED_OUT = finding(
    "accounts.locked_out",
    _(
        "Person %(person)s isn't found by sign-in name or address: let the nightly renewal of "
        "hashes run."
    ),
)


@verifies("accounts.names")
def names_open(findings: Findings) -> None:
    """Every name of the staff opens, and is found by what is typed; the erased have none."""
    gone = set(destroyed_owners())
    for person in staff().order_by("id"):
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
