"""Puts the ministry's own admin site in the place of Django's, has the change feed told of what changes, and keeps it."""

from django.apps import apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class MinistryAdminConfig(AdminConfig):
    default_site = "workflow.sites.MinistryAdminSite"

    def ready(self) -> None:
        super().ready()
        from . import feed, history

        history.begin()
        workflow = apps.get_app_config("workflow")
        post_migrate.connect(feed.after_migrate, sender=workflow, dispatch_uid="feed-triggers")
        post_migrate.connect(history.after_migrate, sender=workflow, dispatch_uid="history-triggers")
