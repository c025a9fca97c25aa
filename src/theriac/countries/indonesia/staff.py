"""Indonesia's licences of pharmacists and technicians.

Registration (STRA, STRTTK) and practice (SIPA, SIPTTK, each for one place) stand in Permenkes
889/2011, changed by 31/2016, on the ground of PP 51/2009. Law 17/2023, article 260, gives
registrations without an end; those from before it name five years. Read in public summaries, not
in the texts.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.staff import OTHER, StaffLicenceKind

_REGISTRATION = "Permenkes 889/2011; without an end since Law 17/2023 art. 260 (summary read)"
_PRACTICE = "Permenkes 889/2011 and 31/2016: one for each place of practice (summary read)"

STAFF_LICENCES = (
    StaffLicenceKind(
        "sipa", _("SIPA (pharmacist's practice licence)"), _PRACTICE, is_for_place=True
    ),
    StaffLicenceKind("stra", _("STRA (pharmacist's registration)"), _REGISTRATION, ends=False),
    StaffLicenceKind(
        "sipttk", _("SIPTTK (technician's practice licence)"), _PRACTICE, is_for_place=True
    ),
    StaffLicenceKind("strttk", _("STRTTK (technician's registration)"), _REGISTRATION, ends=False),
    OTHER,
)
