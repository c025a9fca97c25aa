"""Taking a prescription in: patient, prescriber, date, lines; what is unusual asks first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.files.commands import keep_file
from theriac.core.files.models import StoredFile
from theriac.core.formatting import format_date
from theriac.core.problems import AskedFirst, require_confirmed
from theriac.core.rights import require
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.prescribers.queries.suggestions import NamedPrescriber, name_prescriber
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.likeness import look_alike
from theriac.domains.prescriptions.matches import MatchedLine, matched, rows_of
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine
from theriac.domains.prescriptions.permissions import RECEIVE_PRESCRIPTIONS
from theriac.domains.prescriptions.problems import PrescriptionRefused
from theriac.domains.prescriptions.rules.facts import MOST_LINES, CopyWritten, PrescriptionWritten
from theriac.domains.prescriptions.rules.fills import Authorised
from theriac.domains.prescriptions.standing import note_step
from theriac.domains.prescriptions.validity import last_of


@command(
    name="prescriptions.receive",
    done=gettext_lazy("Took in a prescription"),
    permission=RECEIVE_PRESCRIPTIONS,
)
def receive_prescription(
    *,
    actor: Actor,
    branch_id: BranchId,
    facts: PrescriptionWritten,
    confirmed: Collection[str] = (),
    pictures: Sequence[StoredFile] = (),
) -> PrescriptionId:
    """Take a prescription in at the branch; it waits for its review then.

    ``pictures`` are the rows of files written for it (``pictures.receive_with_pictures``), all
    under the id that it gets.

    Asks first where the same is there already, where it is too old, and where the prescriber's
    licence ended and the country's rule only warns. Raises PrescriptionRefused, AsksFirst,
    PrescriberUnknown, PrescriberLicenceExpired where the rule blocks, PatientUnknown, PatientGone,
    PatientRestricted, and NotPermitted for a patient whom the actor may not see.
    """
    require(actor, VIEW_PATIENTS, branch_id)
    made = take_in(
        actor,
        branch_id,
        facts,
        confirmed,
        prescription_id=pictures[0].record_id if pictures else None,
    )
    for row in pictures:
        keep_file(actor=actor, branch_id=branch_id, row=row)
    return made


def take_in(
    reader: Actor,
    branch_id: BranchId,
    facts: PrescriptionWritten,
    confirmed: Collection[str] = (),
    *,
    prescription_id: UUID | None = None,
) -> PrescriptionId:
    """The same within a command that runs and has asked its right; ``reader`` sees prescribers.

    Raises what ``receive_prescription`` does, before anything is written.
    """
    get_patient(facts.patient_id)
    today = branch_date(branch_id)
    _check(facts, today)
    prescriber = name_prescriber(actor=reader, prescriber_id=facts.prescriber_id, on=today)
    lines = matched(facts.lines, is_copy=facts.copied_from is not None)
    until = last_of(facts.written_on, facts.ends_on, {one.legal_class for one in lines}, today)
    questions = [
        *look_alike(branch_id, facts, prescriber.id),
        *_of_date(until, today),
        *_of_licence(prescriber),
    ]
    asked = require_confirmed(questions, confirmed)
    found = _kept(branch_id, facts, prescriber, until, prescription_id)
    _keep_lines(found, lines)
    note_step(found, "", reason_code="")
    if asked:
        current_unit().record(
            "prescriptions.prescription", found.id, facts={"confirmed": sorted(asked)}
        )
    return PrescriptionId(found.id)


def _check(facts: PrescriptionWritten, today: date) -> None:
    if not facts.lines:
        raise PrescriptionRefused(_("Enter at least one medicine."), field="lines")
    if len(facts.lines) > MOST_LINES:
        raise PrescriptionRefused(
            _("Enter at most %(count)s medicines, and the others as another prescription.")
            % {"count": MOST_LINES},
            field="lines",
        )
    if facts.written_on > today:
        raise PrescriptionRefused(
            _("The prescription has a future date. Enter the date on the paper."),
            field="written_on",
        )
    if facts.copied_from is not None:
        _check_copy(facts, facts.copied_from, today)


def _check_copy(facts: PrescriptionWritten, copied: CopyWritten, today: date) -> None:
    if not copied.pharmacy.strip():
        raise PrescriptionRefused(
            _("Enter the pharmacy that made the copy."), field="copied_from.pharmacy"
        )
    if copied.copied_on and not facts.written_on <= copied.copied_on <= today:
        raise PrescriptionRefused(
            _("Enter a day from the prescription’s date until today, or leave it empty."),
            field="copied_from.copied_on",
        )
    if all(
        one.given_elsewhere == Authorised(one.quantity, one.repeats, 0).total for one in facts.lines
    ):
        raise PrescriptionRefused(
            _("Everything on this copy was dispensed already. Ask the prescriber for a new one."),
            field="lines",
        )


def _of_date(until: date | None, today: date) -> Sequence[AskedFirst]:
    if until is None or until >= today:
        return []
    words = _(
        "The prescription was valid until %(day)s. It can be taken in, but not dispensed. Ask the "
        "prescriber for a new one."
    ) % {"day": format_date(until, get_language() or "en")}
    return [AskedFirst(code=f"expired:{until}", words=words, yes=_("Take it in"))]


def _of_licence(prescriber: NamedPrescriber) -> Sequence[AskedFirst]:
    if not prescriber.warning:
        return []
    code = f"licence:{prescriber.id}"
    return [AskedFirst(code=code, words=prescriber.warning, yes=_("Take it in"))]


def _kept(
    branch_id: UUID,
    facts: PrescriptionWritten,
    prescriber: NamedPrescriber,
    until: date | None,
    prescription_id: UUID | None,
) -> Prescription:
    now, unit = clock.now(), current_unit()
    found = Prescription(
        id=prescription_id or unit.effect_id,
        branch_id=branch_id,
        patient_id=facts.patient_id,
        prescriber_id=prescriber.id,
        content={
            "number": facts.number.strip(),
            "prescriber": prescriber.name,
            "note": facts.note.strip(),
            "copied_from": _copy_kept(facts.copied_from),
        },
        written_on=facts.written_on,
        ends_on=facts.ends_on,
        valid_until=until,
        state=Prescription.State.RECEIVED,
        state_since=now,
        received_at=now,
        received_by=unit.actor.id,
        is_copy=facts.copied_from is not None,
    )
    found.save(force_insert=True)
    return found


def _copy_kept(copied: CopyWritten | None) -> dict[str, str] | None:
    if copied is None:
        return None
    return {
        "pharmacy": copied.pharmacy.strip(),
        "number": copied.number.strip(),
        "copied_on": copied.copied_on.isoformat() if copied.copied_on else "",
    }


def _keep_lines(found: Prescription, lines: Sequence[MatchedLine]) -> None:
    PrescriptionLine.objects.bulk_create(rows_of(found, lines))
