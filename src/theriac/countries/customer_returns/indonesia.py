"""Where returned goods go in Indonesia.

No text about what customers bring back was found; the rows are the project's caution.
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
        ("bebas", True),
        ("bebas_terbatas", True),
        ("bukan_obat", True),
        ("keras", False),
        ("psikotropika", False),
        ("narkotika", False),
    )
)
