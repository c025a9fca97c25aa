"""Which columns of turns of duty and their ends are sealed."""

from theriac.core.seal.registry import SealedKind, seals
from theriac.domains.duty.models import DutyTurn, DutyTurnEnd

seals(
    SealedKind(
        name="duty.turn",
        model=DutyTurn,
        recorded="recorded_at",
        fields=(
            "branch_id",
            "person_id",
            "started_at",
            "until",
            "terminal_id",
            "shift_id",
            "licence_id",
            "licence_kind",
            "licence_until",
        ),
    )
)
seals(
    SealedKind(
        name="duty.turn_end",
        model=DutyTurnEnd,
        recorded="ended_at",
        fields=("turn_id", "ended_by"),
        texts=("reason",),
    )
)
