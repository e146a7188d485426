"""The ministry's admin site."""

from django.contrib import admin


class MinistryAdminSite(admin.AdminSite):
    site_header = "Okul Belirleme"
    site_title = "Okul Belirleme"
    index_title = "İş masası"
