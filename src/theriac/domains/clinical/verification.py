"""What must always be true of knowledge sets, recomputed from the rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.clinical.lines import lines_hash
from theriac.domains.clinical.models import KnowledgeLine, KnowledgeSet, KnowledgeStep

LINES_CHANGED = finding(
    "clinical.lines_changed",
    _("The lines of set %(name)s %(edition)s were changed after it was put in force."),
)
STATE_DIFFERS = finding(
    "clinical.state_differs",
    _("Set %(name)s %(edition)s is %(state)s, but its last step says something else."),
)
_STATES = {
    KnowledgeStep.Step.PUT_IN_FORCE.value: KnowledgeSet.State.IN_FORCE,
    KnowledgeStep.Step.WITHDRAWN.value: KnowledgeSet.State.WITHDRAWN,
}


@verifies("clinical.sets")
def sets_stay_as_they_were_decided(findings: Findings) -> None:
    """Each set's lines are those of its steps, and its state is that of the last one."""
    for row in KnowledgeSet.objects.order_by("name", "edition"):
        steps = list(KnowledgeStep.objects.filter(set_id=row.id).order_by("recorded_at", "id"))
        told = {"name": row.name, "edition": row.edition}
        state = _STATES[steps[-1].step] if steps else KnowledgeSet.State.DRAFT
        if row.state != state or (steps and row.in_force_from != steps[-1].in_force_from):
            findings.violate(STATE_DIFFERS, **told, state=row.state)
        if steps:
            lines = KnowledgeLine.objects.filter(set_id=row.id).order_by("position")
            now = lines_hash(lines.iterator(chunk_size=2000))
            if any(step.content_hash != now for step in steps):
                findings.violate(LINES_CHANGED, **told)
        findings.look(1)
