"""Addresses of electronic prescriptions and prescribing systems."""

from django.urls import path

from theriac.surfaces.backoffice.eprescriptions import detail, keys, lists, systems

_ONE = "prescriptions/electronic/<uuid:eprescription_id>/"
_SYSTEM = "prescriptions/systems/<uuid:system_id>/"

urlpatterns = [
    path("prescriptions/electronic/", lists.EPrescriptionList.as_view(), name="eprescription_list"),
    path(_ONE, detail.EPrescriptionDetail.as_view(), name="eprescription_detail"),
    path(f"{_ONE}refuse/", detail.RefuseEPrescription.as_view(), name="eprescription_refuse"),
    path(
        "prescriptions/systems/",
        systems.PrescribingSystemList.as_view(),
        name="prescribing_system_list",
    ),
    path(
        "prescriptions/systems/new/",
        systems.RegisterSystem.as_view(),
        name="prescribing_system_new",
    ),
    path(_SYSTEM, keys.PrescribingSystemDetail.as_view(), name="prescribing_system_detail"),
    path(f"{_SYSTEM}end/", keys.EndSystem.as_view(), name="prescribing_system_end"),
    path(
        f"{_SYSTEM}keys/<uuid:system_key_id>/revoke/",
        keys.RevokeSystemKey.as_view(),
        name="prescribing_system_key_revoke",
    ),
]
