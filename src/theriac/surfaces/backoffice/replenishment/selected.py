"""What is done to the selected rows of the expiry board."""

from __future__ import annotations

from django.utils.translation import ngettext_lazy

from theriac.domains.stock.commands.quarantine import LONGEST_REASON, quarantine_batches
from theriac.surfaces.backoffice.shell.forms.button import Calls, at_most
from theriac.surfaces.backoffice.shell.listing.selection import SelectionScreen


class QuarantineSelected(SelectionScreen):
    """What can't be sold goes into quarantine."""

    calls = Calls(quarantine_batches, reason=at_most(LONGEST_REASON))
    takes = "batch_ids"
    list_name = "backoffice:stock_expiry"
    counted = ngettext_lazy(
        "%(count)s batch moved to quarantine.",
        "%(count)s batches moved to quarantine.",
        "count",
    )
