"""What must always be true of the kept logs, recomputed from their entries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.device_logs.chain import hash_of
from theriac.domains.device_logs.models import LogEntry, LogFinding

HASH_WRONG = finding(
    "device_logs.hash_wrong",
    _("Entry %(index)s of device log %(log)s doesn’t have the hash of what it says."),
)
LINK_MISSING = finding(
    "device_logs.link_missing",
    _("Entry %(index)s of device log %(log)s follows an entry that isn’t there."),
)
Kind = LogFinding.Kind
AT_ONCE = 2_000


@verifies("device_logs.chain")
def entries_are_bound(findings: Findings) -> None:
    """Each entry has the hash of what it says and follows one that is there, but for findings."""
    told = {
        *LogFinding.objects.filter(kind__in=[Kind.ALTERED, Kind.MISSING])
        .order_by()
        .values_list("log_id", "kind", "index")
    }
    last: tuple[object, dict[str, int]] = (None, {})
    rows = LogEntry.objects.select_related("log").order_by("log_id", "index", "id")
    for entry in rows.iterator(chunk_size=AT_ONCE):
        findings.look(1)
        if last[0] != entry.log_id:
            last = (entry.log_id, {"": 0})
        hashes = last[1]
        names = {"index": entry.index, "log": entry.log_id}
        is_altered = (entry.log_id, Kind.ALTERED, entry.index) in told
        if hash_of(entry.log.chain, entry) != entry.hash and not is_altered:
            findings.violate(HASH_WRONG, **names)
        is_missing = (entry.log_id, Kind.MISSING, entry.index) in told
        if hashes.get(entry.previous) != entry.index - 1 and not is_missing:
            findings.violate(LINK_MISSING, **names)
        hashes[entry.hash] = entry.index
