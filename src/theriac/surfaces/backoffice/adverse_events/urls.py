"""Addresses of reports of adverse events."""

from django.urls import path

from theriac.surfaces.backoffice.adverse_events import acts, detail, entry, lists

_ONE = "adverse-events/<uuid:report_id>/"

urlpatterns = [
    path("adverse-events/", lists.ReportList.as_view(), name="adverse_event_list"),
    path("adverse-events/new/", entry.NewReport.as_view(), name="adverse_event_new"),
    path("adverse-events/period/", acts.PeriodSettings.as_view(), name="adverse_event_period"),
    path(
        "adverse-events/patients/<uuid:patient_id>/",
        entry.ReportForPatient.as_view(),
        name="adverse_event_patient",
    ),
    path(_ONE, detail.ReportDetail.as_view(), name="adverse_event_detail"),
    path(f"{_ONE}change/", entry.ChangeReport.as_view(), name="adverse_event_change"),
    path(f"{_ONE}assess/", acts.AssessReport.as_view(), name="adverse_event_assess"),
    path(f"{_ONE}send/", acts.SendReport.as_view(), name="adverse_event_send"),
    path(f"{_ONE}reference/", detail.NoteReference.as_view(), name="adverse_event_reference"),
    path(f"{_ONE}follow-up/", detail.FollowUpReport.as_view(), name="adverse_event_follow_up"),
    path(f"{_ONE}withdraw/", detail.WithdrawReport.as_view(), name="adverse_event_withdraw"),
    path(f"{_ONE}form.pdf", detail.ReportPdf.as_view(), name="adverse_event_form"),
]
