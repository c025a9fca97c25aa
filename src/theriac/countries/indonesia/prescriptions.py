"""Indonesia names no limit for any class; what pharmacies keep to is their custom."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.prescriptions import PrescriptionRule

CUSTOM = _("No rule with a limit was found: by custom, the pharmacy’s own setting applies")

PRESCRIPTIONS = tuple(
    PrescriptionRule(legal_class=legal_class, valid_from=date(1900, 1, 1), days=None, source=CUSTOM)
    for legal_class in ("keras", "psikotropika", "narkotika")
)
