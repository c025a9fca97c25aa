"""Where returned goods go in a country without rules of its own.

No law was read: that what was sold on a prescription isn't sold again is common practice.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.customer_returns.rules import ReturnRule

PRACTICE = _("Pharmacy practice: dispensed medicines are not sold again; check the local law")

CUSTOMER_RETURNS = tuple(
    ReturnRule(
        legal_class=legal_class,
        valid_from=date(2000, 1, 1),
        to_shelf=to_shelf,
        source=PRACTICE,
    )
    for legal_class, to_shelf in (
        ("otc", True),
        ("rx", False),
        ("cd", False),
    )
)
