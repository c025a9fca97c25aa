"""By when requests are answered in India.

The DPDP Rules 2025 (rule 14) let the pharmacy publish its own period for grievances, ninety days
at most; seen in secondary sources, as was that they hold from 14 May 2027. Until then the rules of
2011 under the IT Act ask for an answer to a grievance within a month: general knowledge, the text
wasn't seen. For requests other than grievances neither names days: thirty are Theriac's own.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.subject_requests import AnswerRule

ANSWERS = (
    AnswerRule(
        kinds=("grievance",),
        valid_from=date(2011, 4, 11),
        months=1,
        source=_("SPDI Rules 2011, rule 5(9): grievances within one month"),
    ),
    AnswerRule(
        kinds=("grievance",),
        valid_from=date(2027, 5, 14),
        days=90,
        source=_("DPDP Rules 2025, rule 14: grievances within 90 days at most"),
    ),
    AnswerRule(
        valid_from=date(1900, 1, 1),
        days=30,
        source=_("No period in the DPDP Act; 30 days is a system default, ask a professional"),
    ),
)
