"""Addresses of services, appointments and records."""

from django.urls import path

from theriac.surfaces.backoffice.services import (
    appointment,
    appointments,
    detail,
    offers,
    papers,
    record_forms,
    records,
    vaccines,
)

_AT = "appointments/<uuid:appointment_id>/"
_RECORD = "service-records/<uuid:record_id>/"

urlpatterns = [
    path("services/", offers.ServiceList.as_view(), name="service_list"),
    path("services/new/", offers.AddService.as_view(), name="service_new"),
    path("services/grid/find/", vaccines.VaccineFind.as_view(), name="service_find"),
    path("services/grid/paste/", vaccines.VaccinePaste.as_view(), name="service_paste"),
    path("services/<uuid:service_id>/", offers.ChangeService.as_view(), name="service_change"),
    path("appointments/", appointments.AppointmentList.as_view(), name="appointment_list"),
    path(
        "appointments/patients/<uuid:patient_id>/",
        appointment.BookAppointment.as_view(),
        name="appointment_book",
    ),
    path(_AT, appointment.AppointmentDetail.as_view(), name="appointment_detail"),
    path(f"{_AT}arrive/", appointment.MarkArrived.as_view(), name="appointment_arrive"),
    path(f"{_AT}cancel/", appointment.CancelAppointment.as_view(), name="appointment_cancel"),
    path(f"{_AT}miss/", appointment.MarkMissed.as_view(), name="appointment_miss"),
    path(f"{_AT}record/", record_forms.RecordService.as_view(), name="appointment_record"),
    path("service-records/", records.ServiceRecordList.as_view(), name="service_record_list"),
    path(
        "service-records/patients/<uuid:patient_id>/card.pdf",
        papers.VaccinationCardPdf.as_view(),
        name="vaccination_card",
    ),
    path(
        "service-records/patients/<uuid:patient_id>/",
        papers.ServiceHistory.as_view(),
        name="service_history",
    ),
    path(_RECORD, detail.ServiceRecordDetail.as_view(), name="service_record_detail"),
    path(
        f"{_RECORD}correct/", record_forms.CorrectService.as_view(), name="service_record_correct"
    ),
    path(f"{_RECORD}bill/", detail.BillService.as_view(), name="service_record_bill"),
    path(f"{_RECORD}slip.pdf", detail.ServiceSlipPdf.as_view(), name="service_record_slip"),
]
