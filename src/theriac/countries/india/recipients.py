"""Whose names India's registers ask for: patients of Schedule H1 and X, and of NDPS drugs.

Rule 65(3) asks for the patient of Schedule H too, in a register or else a serially numbered memo:
the receipt is that memo, and no patient is asked for.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.recipients import RecipientRule

RECIPIENTS = (
    RecipientRule(
        legal_class="H1",
        valid_from=date(2013, 8, 30),
        asked=True,
        source=_("Schedule H1's register: the patient's name (G.S.R. 588(E), 30-08-2013)"),
        is_confirmed=True,
    ),
    RecipientRule(
        legal_class="X",
        valid_from=date(1945, 12, 21),
        asked=True,
        source=_("Schedule X’s bound register, Drugs Rules 1945 r.65 (original text not checked)"),
    ),
    RecipientRule(
        legal_class="NDPS",
        valid_from=date(1985, 11, 14),
        asked=True,
        source=_("The NDPS Rules 1985 (original text not checked)"),
    ),
)
