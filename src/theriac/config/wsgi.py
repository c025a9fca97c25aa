"""The WSGI application. Only a web process imports this; it warms up as it starts."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "theriac.config.settings")
_application = get_wsgi_application()

from theriac.surfaces.operations.server.web import door_of_demo, warm_up  # noqa: E402 (app-ready)

_door = door_of_demo()
application = _door.before(_application)
warm_up(_door)
