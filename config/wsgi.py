"""The WSGI entrance, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

from accounts.collecting import keep_what_is_loaded  # noqa: E402
from accounts.demonstration import refuse_in_production  # noqa: E402 - the apps must be ready

refuse_in_production()
keep_what_is_loaded()
