"""Puts the ministry's own admin site in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class MinistryAdminConfig(AdminConfig):
    default_site = "workflow.sites.MinistryAdminSite"
