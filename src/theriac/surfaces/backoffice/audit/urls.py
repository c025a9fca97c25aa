"""Addresses of the trail and the seal."""

from django.urls import path

from theriac.surfaces.backoffice.audit.seal import LastHead, Seal, Verifier
from theriac.surfaces.backoffice.audit.trail import Trail

urlpatterns = [
    path("trail/", Trail.as_view(), name="trail"),
    path("seal/", Seal.as_view(), name="seal"),
    path("seal/verify_books.py", Verifier.as_view(), name="seal_verifier"),
    path("seal/head.txt", LastHead.as_view(), name="seal_head"),
]
