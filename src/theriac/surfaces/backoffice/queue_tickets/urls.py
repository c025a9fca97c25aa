"""The address of the queue."""

from django.urls import path

from theriac.surfaces.backoffice.queue_tickets.page import QueuePage

urlpatterns = [path("sales/queue/", QueuePage.as_view(), name="queue")]
