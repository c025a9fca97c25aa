"""Addresses of prescriptions."""

from django.urls import path

from theriac.surfaces.backoffice.prescriptions import (
    acts,
    board,
    detail,
    intake,
    lines,
    lists,
    pictures,
)
from theriac.surfaces.backoffice.prescriptions.papers import labels, said, sheets
from theriac.surfaces.backoffice.prescriptions.reviews import approve

_ONE = "prescriptions/<uuid:prescription_id>/"
_LINE = f"{_ONE}lines/<uuid:line_id>/"

urlpatterns = [
    path("prescriptions/", board.PrescriptionBoard.as_view(), name="prescription_board"),
    path("prescriptions/all/", lists.PrescriptionList.as_view(), name="prescription_list"),
    path(
        "prescriptions/reasons/", lists.PrescriptionReasons.as_view(), name="prescription_reasons"
    ),
    path("prescriptions/new/", intake.FindPatientOf.as_view(), name="prescription_find"),
    path("prescriptions/new/pages/", pictures.ShowPages.as_view(), name="prescription_pages"),
    path("prescriptions/new/<uuid:patient_id>/", intake.TakeIn.as_view(), name="prescription_new"),
    path(
        "prescriptions/prescribers/",
        intake.SuggestPrescribers.as_view(),
        name="prescription_prescribers",
    ),
    path(
        "prescriptions/directions/",
        said.DirectionsSaid.as_view(),
        name="prescription_directions",
    ),
    path(f"{_ONE}copy.pdf", sheets.CopySheet.as_view(), name="prescription_copy"),
    path(f"{_ONE}owing.pdf", sheets.OwingSheet.as_view(), name="prescription_owing"),
    path(f"{_ONE}leaflet.pdf", sheets.LeafletSheet.as_view(), name="prescription_leaflet"),
    path(f"{_LINE}label/", labels.LineLabel.as_view(), name="prescription_label"),
    path(f"{_LINE}label.pdf", labels.LineLabelPdf.as_view(), name="prescription_label_pdf"),
    path(_ONE, detail.PrescriptionDetail.as_view(), name="prescription_detail"),
    path(f"{_ONE}picture/", pictures.AddPicture.as_view(), name="prescription_picture"),
    path(f"{_ONE}review/", acts.ReviewPrescription.as_view(), name="prescription_review"),
    path(f"{_ONE}approve/", approve.ApprovePrescription.as_view(), name="prescription_approve"),
    path(f"{_ONE}query/", acts.QueryPrescription.as_view(), name="prescription_query"),
    path(f"{_ONE}refuse/", acts.RefusePrescription.as_view(), name="prescription_refuse"),
    path(f"{_ONE}prepare/", acts.PreparePrescription.as_view(), name="prescription_prepare"),
    path(f"{_ONE}verify/", acts.VerifyPrescription.as_view(), name="prescription_verify"),
    path(f"{_ONE}ready/", acts.LayOutPrescription.as_view(), name="prescription_ready"),
    path(f"{_ONE}hand-over/", acts.HandOverPrescription.as_view(), name="prescription_hand_over"),
    path(f"{_ONE}close/", acts.ClosePrescription.as_view(), name="prescription_close"),
    path(f"{_ONE}pause/", acts.PausePrescription.as_view(), name="prescription_pause"),
    path(f"{_ONE}resume/", acts.ResumePrescription.as_view(), name="prescription_resume"),
    path(f"{_ONE}cancel/", acts.CancelPrescription.as_view(), name="prescription_cancel"),
    path(f"{_LINE}", lines.CorrectLine.as_view(), name="prescription_line"),
    path(f"{_LINE}product/", lines.ChooseProduct.as_view(), name="prescription_choose"),
    path(f"{_LINE}match/", lines.MatchLine.as_view(), name="prescription_match"),
    path(f"{_LINE}substitute/", lines.SubstituteLine.as_view(), name="prescription_substitute"),
    path(f"{_LINE}dispense/", acts.DispenseLine.as_view(), name="prescription_dispense"),
    path(
        f"{_LINE}not-dispensed/",
        acts.LineNotDispensed.as_view(),
        name="prescription_not_dispensed",
    ),
    path(
        f"{_ONE}outcomes/<uuid:outcome_id>/end/",
        acts.EndOutcome.as_view(),
        name="prescription_end_outcome",
    ),
    path(
        f"{_ONE}dispenses/<uuid:dispense_id>/reverse/",
        acts.ReverseDispense.as_view(),
        name="prescription_reverse",
    ),
]
