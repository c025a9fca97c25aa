"""Which columns of a security event are sealed."""

from theriac.core.seal.registry import BY_ID, SealedKind, seals
from theriac.domains.accounts.models import SecurityEvent

seals(
    SealedKind(
        name="accounts.security_event",
        model=SecurityEvent,
        recorded="recorded_at",
        order=BY_ID,
        fields=(
            "kind",
            "user_id",
            "actor_id",
            "branch_id",
            "terminal_id",
            "origin_hash",
            "facts",
            "request_id",
        ),
        renamed={"kind": "event_kind"},
    )
)
