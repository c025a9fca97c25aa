"""Addresses of the register: ids only."""

from django.urls import path

from theriac.surfaces.backoffice.subject_requests import detail, entry, register, steps

_ONE = "subject-requests/<uuid:subject_request_id>/"

urlpatterns = [
    path("subject-requests/", register.SubjectRequestList.as_view(), name="subject_request_list"),
    path("subject-requests/new/", entry.EnterSubjectRequest.as_view(), name="subject_request_new"),
    path(_ONE, detail.SubjectRequestDetail.as_view(), name="subject_request_detail"),
    path(f"{_ONE}take/", detail.TakeSubjectRequest.as_view(), name="subject_request_take"),
    path(f"{_ONE}identity/", steps.ConfirmIdentity.as_view(), name="subject_request_identity"),
    path(f"{_ONE}prolong/", steps.ProlongSubjectRequest.as_view(), name="subject_request_prolong"),
    path(f"{_ONE}deed/", steps.LinkDeed.as_view(), name="subject_request_deed"),
    path(f"{_ONE}answer/", steps.AnswerSubjectRequest.as_view(), name="subject_request_answer"),
    path(f"{_ONE}close/", steps.CloseSubjectRequest.as_view(), name="subject_request_close"),
]
