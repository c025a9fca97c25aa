"""Addresses of the screens of background work."""

from django.urls import path

from theriac.surfaces.backoffice.jobs.detail import JobDetail, JobProgress, RetryJob, StopJob
from theriac.surfaces.backoffice.jobs.lists import JobList
from theriac.surfaces.backoffice.jobs.verification import Verification, VerifyNow

urlpatterns = [
    path("jobs/", JobList.as_view(), name="job_list"),
    path("jobs/<uuid:job_id>/", JobDetail.as_view(), name="job_detail"),
    path("jobs/<uuid:job_id>/progress/", JobProgress.as_view(), name="job_progress"),
    path("jobs/<uuid:job_id>/stop/", StopJob.as_view(), name="job_stop"),
    path("jobs/<uuid:job_id>/retry/", RetryJob.as_view(), name="job_retry"),
    path("verification/", Verification.as_view(), name="verification"),
    path("verification/now/", VerifyNow.as_view(), name="verify_now"),
]
