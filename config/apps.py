"""Puts the ministry's own admin site in the place of Django's, and has the change feed told of what changes."""

from django.apps import apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class MinistryAdminConfig(AdminConfig):
    default_site = "workflow.sites.MinistryAdminSite"

    def ready(self) -> None:
        super().ready()
        from .feed import after_migrate

        post_migrate.connect(after_migrate, sender=apps.get_app_config("workflow"), dispatch_uid="feed-triggers")
