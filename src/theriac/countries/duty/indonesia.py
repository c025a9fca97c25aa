"""Indonesia: prescriptions are dispensed by the pharmacist of the place.

PP 51/2009, article 21 (2): medicines on a doctor's prescription are handed over by a pharmacist;
the pharmacist practises by a SIPA, one for each place (Permenkes 889/2011 and 31/2016). Hard drugs
that a pharmacist gives without a prescription (OWA, Kepmenkes 347/1990) are given by them too. Read
in public summaries, not in the texts.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.duty.rules import DutyLaw, DutyTerms

DUTY = DutyTerms(
    laws=tuple(
        DutyLaw(
            legal_class=legal_class,
            valid_from=date(2009, 9, 1),
            asked=True,
            source=_("PP 51/2009 art. 21 (2) (original text not checked)"),
        )
        for legal_class in ("keras", "psikotropika", "narkotika")
    ),
    licences=("sipa",),
    for_place=frozenset({"sipa"}),
)
