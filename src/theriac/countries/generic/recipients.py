"""Where no law is built in, a patient of controlled drugs is recorded."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.recipients import RecipientRule

RECIPIENTS = (
    RecipientRule(
        legal_class="cd",
        valid_from=date(1900, 1, 1),
        asked=True,
        source=_("System default; ask a local professional"),
    ),
)
