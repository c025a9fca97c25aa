"""Addresses of counselling."""

from django.urls import path

from theriac.surfaces.backoffice.counselling import detail, entry, lists, report

_ONE = "counselling/<uuid:counselling_id>/"

urlpatterns = [
    path("counselling/", lists.CounsellingList.as_view(), name="counselling_list"),
    path(
        "counselling/report/", report.CounsellingReportScreen.as_view(), name="counselling_report"
    ),
    path(
        "counselling/patients/<uuid:patient_id>/",
        entry.CounselPatient.as_view(),
        name="counselling_new",
    ),
    path(
        "counselling/prescriptions/<uuid:prescription_id>/",
        entry.CounselOnPrescription.as_view(),
        name="counselling_prescription",
    ),
    path(_ONE, detail.CounsellingDetail.as_view(), name="counselling_detail"),
    path(f"{_ONE}withdraw/", detail.WithdrawCounselling.as_view(), name="counselling_withdraw"),
    path(f"{_ONE}sheet.pdf", detail.CounsellingSheetPdf.as_view(), name="counselling_sheet"),
]
