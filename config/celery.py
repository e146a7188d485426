"""The Celery application: broker, schedule and task discovery come from the Django settings."""

import os
from typing import Any

import django
from celery import Celery
from celery.signals import beat_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("okul")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_demo_accounts(**_: Any) -> None:
    """A worker of production does not start among demo accounts."""
    django.setup()
    from accounts.demonstration import refuse_in_production  # noqa: PLC0415 - the apps must be ready

    refuse_in_production()
