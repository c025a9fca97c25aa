"""The Drugs Rules 1945 name no limit for any schedule (general knowledge, the text not read)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.prescriptions import PrescriptionRule

CUSTOM = _("The Drugs Rules 1945 set no limit: by custom, the pharmacy’s own setting applies")

PRESCRIPTIONS = tuple(
    PrescriptionRule(
        legal_class=legal_class, valid_from=date(1945, 12, 21), days=None, source=CUSTOM
    )
    for legal_class in ("H", "H1", "X", "NDPS")
)
