"""The Celery application: broker, schedule and task discovery come from the Django settings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("okul")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
