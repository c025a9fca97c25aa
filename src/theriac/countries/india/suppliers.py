"""India's licences of wholesalers.

Drugs Rules 1945, rule 61: Form 20B for drugs other than those of Schedules C, C(1) and X, Form 21B
for Schedules C and C(1), Form 20G for Schedule X. Read in public summaries of the rules.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.suppliers import OTHER, SupplierLicenceKind

_RULE = "Drugs Rules 1945, rule 61 (summary read)"

SUPPLIER_LICENCES = (
    SupplierLicenceKind("20b", _("Drug licence, Form 20B"), _RULE, is_needed=True),
    SupplierLicenceKind("21b", _("Drug licence, Form 21B"), _RULE),
    SupplierLicenceKind("20g", _("Drug licence, Form 20G (Schedule X)"), _RULE),
    OTHER,
)
