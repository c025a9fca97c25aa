"""India: prescriptions are supplied by or under the supervision of a registered pharmacist.

Drugs Rules 1945, rule 65(2): the supply of any drug on a prescription is effected only by or under
the personal supervision of a registered pharmacist; Pharmacy Act 1948, section 42. Registered is
who stands in a state council's register.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.duty.rules import DutyLaw, DutyTerms

DUTY = DutyTerms(
    laws=tuple(
        DutyLaw(
            legal_class=legal_class,
            valid_from=date(1945, 12, 21),
            asked=True,
            source=_("Drugs Rules 1945 r.65(2): under a registered pharmacist"),
            is_confirmed=legal_class != "NDPS",
        )
        for legal_class in ("H", "H1", "X", "NDPS")
    ),
    licences=("spc",),
)
