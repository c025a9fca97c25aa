"""Why the batch of a preparation stays held: nobody else checked it, or it was discarded."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.domains.compounding.models import Preparation


def why_unchecked(batch_id: UUID) -> Text:
    """Why, for stock; "" for any other batch, and for one that was checked."""
    rows = Preparation.objects.filter(batch_id=batch_id)
    row = rows.exclude(state=Preparation.State.CHECKED).first()
    if row is None:
        return ""
    facts = {"number": row.number}
    if row.state == Preparation.State.DISCARDED:
        return _("Preparation %(number)s was discarded, and its batch isn’t sold.") % facts
    words = _("Preparation %(number)s isn’t checked yet. Check it on the preparation’s page.")
    return words % facts
