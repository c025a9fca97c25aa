"""Addresses of the screens of patients: ids only."""

from django.urls import path

from theriac.surfaces.backoffice.patients import (
    analysis,
    changes,
    documents,
    duplicates,
    record,
    register,
    relations,
    requests,
    restricted,
    search,
)

_ONE = "patients/<uuid:patient_id>/"

urlpatterns = [
    path("patients/", search.PatientSearchScreen.as_view(), name="patient_list"),
    path("patients/new/", register.RegisterPatient.as_view(), name="patient_new"),
    path("patients/analysis/", analysis.Analysis.as_view(), name="patient_analysis"),
    path("patients/duplicates/", duplicates.Duplicates.as_view(), name="patient_duplicates"),
    path("patients/restricted/", restricted.RestrictedPatients.as_view(), name="restricted_list"),
    path(_ONE, record.PatientDetail.as_view(), name="patient_detail"),
    path(f"{_ONE}number/", record.RevealNumber.as_view(), name="patient_number"),
    path(f"{_ONE}change/", register.ChangePatient.as_view(), name="patient_change"),
    path(f"{_ONE}notes/", changes.WriteNotes.as_view(), name="patient_notes"),
    path(f"{_ONE}allergy/", changes.AddAllergy.as_view(), name="patient_allergy"),
    path(f"{_ONE}condition/", changes.AddCondition.as_view(), name="patient_condition"),
    path(f"{_ONE}health/<uuid:fact_id>/", changes.EndHealth.as_view(), name="patient_health_end"),
    path(f"{_ONE}consent/", changes.RecordConsent.as_view(), name="patient_consent"),
    path(f"{_ONE}stop/", changes.StopContact.as_view(), name="patient_stop"),
    path(f"{_ONE}document/", documents.AddDocument.as_view(), name="patient_document"),
    path(f"{_ONE}people/", relations.Relations.as_view(), name="patient_people"),
    path(
        f"{_ONE}collector/<uuid:collector_id>/",
        relations.Collectors.as_view(),
        name="patient_collector",
    ),
    path(f"{_ONE}same/", duplicates.SamePatient.as_view(), name="patient_same"),
    path(f"{_ONE}unmerge/", duplicates.UndoPatientMerge.as_view(), name="patient_unmerge"),
    path(f"{_ONE}readings/", requests.Readings.as_view(), name="patient_readings"),
    path(f"{_ONE}readers/", requests.PatientReaderScreen.as_view(), name="patient_readers"),
    path(f"{_ONE}export/", requests.ExportPatient.as_view(), name="patient_export"),
    path(f"{_ONE}restricted/", restricted.RestrictedPatient.as_view(), name="patient_restricted"),
    path(f"{_ONE}restrict/", restricted.Restrict.as_view(), name="patient_restrict"),
    path(f"{_ONE}erase/", requests.ErasePatient.as_view(), name="patient_erase"),
]
