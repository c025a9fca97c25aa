"""Addresses of clinical interventions."""

from django.urls import path

from theriac.surfaces.backoffice.interventions import detail, entry, lists, report

_ONE = "interventions/<uuid:intervention_id>/"

urlpatterns = [
    path("interventions/", lists.InterventionList.as_view(), name="intervention_list"),
    path(
        "interventions/report/",
        report.InterventionReportScreen.as_view(),
        name="intervention_report",
    ),
    path("interventions/new/", entry.RecordIntervention.as_view(), name="intervention_new"),
    path(
        "interventions/patients/<uuid:patient_id>/",
        entry.InterveneForPatient.as_view(),
        name="intervention_patient",
    ),
    path(
        "interventions/prescriptions/<uuid:prescription_id>/",
        entry.InterveneOnPrescription.as_view(),
        name="intervention_prescription",
    ),
    path(_ONE, detail.InterventionDetail.as_view(), name="intervention_detail"),
    path(f"{_ONE}outcome/", detail.RecordOutcome.as_view(), name="intervention_outcome"),
]
