"""Addresses of refills and programmes."""

from django.urls import path

from theriac.surfaces.backoffice.refills import detail, lists, members, programmes, start

_ONE = "refills/<uuid:plan_id>/"
_PATIENT = "patients/<uuid:patient_id>/"

urlpatterns = [
    path("refills/", lists.RefillList.as_view(), name="refill_list"),
    path("refills/settings/", start.RefillSettings.as_view(), name="refill_settings"),
    path(_ONE, detail.RefillDetail.as_view(), name="refill_detail"),
    path(f"{_ONE}edit/", detail.ChangeRefill.as_view(), name="refill_edit"),
    path(f"{_ONE}pause/", detail.PauseRefill.as_view(), name="refill_pause"),
    path(f"{_ONE}resume/", detail.ResumeRefill.as_view(), name="refill_resume"),
    path(f"{_ONE}end/", detail.EndRefill.as_view(), name="refill_end"),
    path(f"{_ONE}tell/", detail.TellRefill.as_view(), name="refill_tell"),
    path(f"{_ONE}prepare/", detail.PrepareRefill.as_view(), name="refill_prepare"),
    path(f"{_ONE}wait/", detail.WaitRefill.as_view(), name="refill_wait"),
    path(f"{_ONE}fill/", detail.FillRefill.as_view(), name="refill_fill"),
    path(f"{_ONE}take-back/", detail.TakeBackRefill.as_view(), name="refill_take_back"),
    path(f"{_PATIENT}refills/", start.FindForPlan.as_view(), name="refill_find"),
    path(f"{_PATIENT}refills/<uuid:product_id>/", start.StartPlan.as_view(), name="refill_start"),
    path(f"{_PATIENT}programmes/", members.JoinProgramme.as_view(), name="programme_join"),
    path("programmes/", programmes.ProgrammeList.as_view(), name="programme_list"),
    path("programmes/new/", programmes.NewProgramme.as_view(), name="programme_new"),
    path(
        "programmes/<uuid:programme_id>/",
        members.ProgrammeMembers.as_view(),
        name="programme_detail",
    ),
    path(
        "programmes/members/<uuid:member_id>/leave/",
        members.LeaveProgramme.as_view(),
        name="programme_leave",
    ),
]
