"""What domains count for Today: each a decision where something waits."""

from __future__ import annotations

from theriac.surfaces.backoffice.budgets.today import of_budgets
from theriac.surfaces.backoffice.conflicts.today import of_conflicts
from theriac.surfaces.backoffice.controlled.today import of_controlled
from theriac.surfaces.backoffice.credit.today import of_credit
from theriac.surfaces.backoffice.device_logs.today import of_logs
from theriac.surfaces.backoffice.prescriptions.today import of_prescriptions
from theriac.surfaces.backoffice.refills.today import of_refills
from theriac.surfaces.backoffice.tills.today import of_tills
from theriac.surfaces.backoffice.waitlist.today import of_waitlist

COUNTED = (
    of_conflicts,
    of_waitlist,
    of_controlled,
    of_prescriptions,
    of_refills,
    of_budgets,
    of_tills,
    of_credit,
    of_logs,
)
