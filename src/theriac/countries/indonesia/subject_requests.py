"""By when requests are answered in Indonesia: UU 27/2022 on personal data.

Article 32(2), access within 3 x 24 hours of the request, was read as quoted by two publishers of
the law's text; Article 40, withdrawal of consent within 3 x 24 hours, in a law firm's summary. For
correction (Article 30) and restriction (Article 41) the same is general knowledge. For erasure,
objection and complaints the law wasn't seen to name hours: 3 x 24 are Theriac's own there, the
strictest of its own periods. The law names no prolonging. What held before it wasn't looked up.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.subject_requests import AnswerRule

IN_FORCE = date(2022, 10, 17)
HOURS = 72

ANSWERS = (
    AnswerRule(
        kinds=("access", "copy"),
        valid_from=IN_FORCE,
        hours=HOURS,
        source=_("UU 27/2022, Article 32(2): 3 x 24 hours from the request"),
        is_confirmed=True,
    ),
    AnswerRule(
        kinds=("correction", "restriction", "withdrawal"),
        valid_from=IN_FORCE,
        hours=HOURS,
        source=_("UU 27/2022, Articles 30, 40 and 41: 3 x 24 hours from the request"),
    ),
    AnswerRule(
        valid_from=date(1900, 1, 1),
        months=1,
        more_months=2,
        source=_("Before UU 27/2022: one month, two more with a notice; system default"),
    ),
    AnswerRule(
        valid_from=IN_FORCE,
        hours=HOURS,
        source=_("UU 27/2022 sets no hours here; 3 x 24 as for access, ask a professional"),
    ),
)
