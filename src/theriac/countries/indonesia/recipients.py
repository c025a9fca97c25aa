"""Whose names Indonesia's reports ask for: patients of psychotropics and narcotics.

Both classes aren't sold until their registers are kept. That a pharmacist who gives a medicine as
OWA keeps a note of the patient (Kepmenkes 347/1990) is general knowledge and not asked here yet.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.recipients import RecipientRule

REPORTS = _("Permenkes 5/2023, formerly 3/2015: reports by patient (original text not checked)")

RECIPIENTS = tuple(
    RecipientRule(legal_class=legal_class, valid_from=date(2015, 1, 1), asked=True, source=REPORTS)
    for legal_class in ("psikotropika", "narkotika")
)
