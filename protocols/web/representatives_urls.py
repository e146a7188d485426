"""Addresses of the pages of stakeholders' representatives."""

from django.urls import path

from . import enterprise_urls, representative_duties as duties, representative_organisation, representatives

app_name = "representatives"
urlpatterns = [
    path("", representatives.mine, name="mine"),
    path("yukumlulukler/", duties.duties, name="duties"),
    path("yukumlulukler/<int:pk>/", duties.duty, name="duty"),
    path("yukumlulukler/<int:pk>/kanit/", duties.proof, name="proof"),
    path("yukumlulukler/<int:pk>/kanit/ekle/", duties.bring_proof, name="bring_proof"),
    path("yukumlulukler/<int:pk>/islem/<slug:name>/", duties.RepresentativeDutyAct.as_view(), name="duty_act"),
    path("<int:pk>/", representatives.mine_detail, name="mine_detail"),
    *enterprise_urls.urlpatterns,
    path("kurulusumuz/", representative_organisation.organisation, name="organisation"),
]
