"""Where no law is built in: the pharmacy's own setting, by class."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.prescriptions import PrescriptionRule

CUSTOM = _("No country’s law is built in: the pharmacy’s own setting applies")

PRESCRIPTIONS = tuple(
    PrescriptionRule(legal_class=legal_class, valid_from=date(1900, 1, 1), days=None, source=CUSTOM)
    for legal_class in ("rx", "cd")
)
