"""By when requests are answered where no country's law is known: the GDPR's month.

Article 12(3) and its prolonging by two months were read at a supervisory authority
(dataprotection.ie), not in the Official Journal. That a period waits while an identity is in doubt
(EDPB, Guidelines 01/2022) isn't counted: the date here is never the later one.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.subject_requests import AnswerRule

ANSWERS = (
    AnswerRule(
        valid_from=date(1900, 1, 1),
        months=1,
        more_months=2,
        source=_(
            "As in GDPR, Article 12(3): one month, two more with a notice; ask a professional"
        ),
    ),
)
