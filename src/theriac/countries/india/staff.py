"""India's registration of pharmacists.

Pharmacy Act 1948, chapter IV: each state's council keeps a register (section 29) and renews entries
against a fee (section 34). Read in the Act; what each council prints differs.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.staff import OTHER, StaffLicenceKind

STAFF_LICENCES = (
    StaffLicenceKind(
        "spc",
        _("State pharmacy council registration"),
        "Pharmacy Act 1948, sections 29 and 34",
    ),
    OTHER,
)
