"""The counter as a Django app."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """The offline-first point of sale."""

    name = "theriac.surfaces.counter"
    label = "counter"
