"""Education regions and registration areas in the ministry's admin; provinces draw them, the ministry may mend them."""

from django.contrib import admin

from accounts.choices import MINISTRY_ROLES
from schools.models import EducationRegion, RegistrationArea
from workflow.admin.base import MinistryAdmin


class AreaAdmin(MinistryAdmin):
    job = "Kurumlar"
    purpose = "İl müdürlüklerinin çizdiği alanlar; Bakanlık gerekirse düzeltir."
    editors = MINISTRY_ROLES
    list_display = ["name", "province"]
    list_filter = ["province"]
    list_select_related = ["province"]
    search_fields = ["name"]


@admin.register(EducationRegion)
class EducationRegionAdmin(AreaAdmin):
    menu_rank = 20


@admin.register(RegistrationArea)
class RegistrationAreaAdmin(AreaAdmin):
    menu_rank = 30
