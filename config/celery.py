"""The Celery application: broker, schedule and task discovery come from the Django settings."""

import os
from typing import Any

import django
from celery import Celery
from celery.signals import beat_init, task_postrun, task_prerun, worker_init

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


@task_prerun.connect
def name_the_work(task: Any, **_: Any) -> None:
    """What a task changes outside an act is known in the history as its work."""
    import pghistory  # noqa: PLC0415 - the apps must be ready

    task.request.history = pghistory.context(task=task.name)
    task.request.history.__enter__()


@task_postrun.connect
def end_the_work(task: Any, **_: Any) -> None:
    if context := getattr(task.request, "history", None):
        context.__exit__(None, None, None)
