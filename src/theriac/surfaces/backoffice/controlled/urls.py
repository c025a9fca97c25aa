"""Addresses of the registers of controlled medicines."""

from django.urls import path

from theriac.surfaces.backoffice.controlled import cases, count, limits, page, paper, registers

_CASE = "controlled/cases/<uuid:count_case_id>/"
_PAGE = "controlled/<uuid:product_id>/"

urlpatterns = [
    path("controlled/", registers.RegisterPages.as_view(), name="register_list"),
    path("controlled/count/", count.DailyCount.as_view(), name="register_counts"),
    path("controlled/limits/", limits.DispensingLimitList.as_view(), name="dispensing_limits"),
    path(
        "controlled/limits/new/",
        limits.NewDispensingLimit.as_view(),
        name="dispensing_limit_new",
    ),
    path(
        "controlled/limits/<uuid:dispensing_limit_id>/end/",
        limits.EndDispensingLimit.as_view(),
        name="dispensing_limit_end",
    ),
    path("controlled/cases/", cases.CountCases.as_view(), name="count_cases"),
    path(
        "controlled/cases/<uuid:count_case_id>/", cases.CountCaseDetail.as_view(), name="count_case"
    ),
    path(f"{_CASE}settle/", cases.SettleCountCase.as_view(), name="count_case_settle"),
    path(f"{_PAGE}count/", count.CountProduct.as_view(), name="register_count"),
    path(_PAGE, page.RegisterLines.as_view(), name="register_page"),
    path(f"{_PAGE}pdf/", paper.RegisterPdf.as_view(), name="register_pdf"),
]
