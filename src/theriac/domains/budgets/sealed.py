"""Which columns of budgets' changes and overruns are sealed."""

from theriac.core.seal.registry import BY_ID, SealedKind, seals
from theriac.domains.budgets.models import BudgetChange, BudgetOverrun

seals(
    SealedKind(
        name="budgets.change",
        model=BudgetChange,
        recorded="recorded_at",
        order=BY_ID,
        fields=("budget_id", "amount", "changed_on", "person_id"),
        texts=("reason",),
    )
)
seals(
    SealedKind(
        name="budgets.overrun",
        model=BudgetOverrun,
        recorded="recorded_at",
        order=BY_ID,
        fields=(
            "budget_id",
            "order_id",
            "line_id",
            "first_on",
            "last_on",
            "over",
            "approval_id",
            "person_id",
        ),
    )
)
