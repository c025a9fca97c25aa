"""What must always be true of customers, asked of the rows and of the key store."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.privacy.keyed_hashes import hash_keys
from theriac.core.privacy.keys import destroyed_owners
from theriac.core.privacy.problems import Erased, KeyStoreFails, Unreadable
from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.customers.book import token_of
from theriac.domains.customers.models import Customer

AT_ONCE = 500
SHUT = finding(
    "customers.shut",
    _(
        "Customer %(customer)s can't be decrypted. Restore the key store and "
        "THERIAC_MASTER_KEY that were used when the account was created."
    ),
)
LOCKED_OUT = finding(
    "customers.locked_out",
    _("Customer %(customer)s can't be found by address. Let the nightly hash update run."),
)
STILL_HERE = finding(
    "customers.still_here",
    _(
        "Customer %(customer)s was erased, but the account isn't marked as erased. "
        "Restart the server."
    ),
)


@verifies("customers.keys")
def customers_open(findings: Findings) -> None:
    """Every account that is kept opens and is found by its address; the erased are marked so."""
    gone = set(destroyed_owners())
    keys = hash_keys()
    after = None
    while True:
        rows = Customer.objects.filter(erased_at=None).order_by("id")
        page = list((rows.filter(id__gt=after) if after else rows)[:AT_ONCE])
        if not page:
            return
        after = page[-1].id
        for customer in page:
            findings.look(1)
            if customer.id in gone:
                findings.violate(STILL_HERE, customer=customer.id)
                continue
            try:
                tokens = {token_of(customer.email, key) for key in keys}
            except (Unreadable, Erased, KeyStoreFails):
                findings.violate(SHUT, customer=customer.id)
                continue
            if customer.email_token not in tokens:
                findings.violate(LOCKED_OUT, customer=customer.id)
