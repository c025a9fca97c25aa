"""The WSGI application. Only a web process imports this; it warms up as it starts."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "theriac.config.settings")
application = get_wsgi_application()

from theriac.surfaces.operations.warm_up import warm_up  # noqa: E402 (app-ready)

warm_up()
