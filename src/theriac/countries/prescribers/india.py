"""India's registration of prescribers.

National Medical Commission Act 2019, section 31: state councils keep registers, the commission the
national one; a registered medical practitioner's prescription bears the number (Drugs Rules 1945,
rule 65(10)). A state's number stands once a council. Renewals differ by council, so an expired one
warns. Read in public summaries of the Act and the rules.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.prescribers.rules import OTHER, PrescriberLicenceKind

_SHAPE = r"(?=.*\d)[A-Z0-9/\-]{1,30}"
_PROBLEM = _("Enter the registration number: up to 30 letters, digits, dashes and slashes.")

PRESCRIBER_LICENCES = (
    PrescriberLicenceKind(
        "smc",
        _("State council registration"),
        "NMC Act 2019, section 31 (summary read)",
        shape=_SHAPE,
        problem=_PROBLEM,
        by_issuer=True,
    ),
    PrescriberLicenceKind(
        "nmc",
        _("National register (NMC)"),
        "NMC Act 2019, section 31 (summary read)",
        shape=_SHAPE,
        problem=_PROBLEM,
        ends=False,
    ),
    OTHER,
)
