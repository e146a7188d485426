"""Addresses of the first page, the public pages and the health checks."""

from django.urls import path

from . import flows, health, home, law, maps, news, notices, open_data, search, views, yearly
from .help import help_page
from .style_guide import style_guide
from .who_may import who_may

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("ara/", search.search_page, name="search"),
    path("ara/oneriler/", search.suggestions, name="suggestions"),
    path("degisiklikler/", news.news, name="news"),
    path("degisiklikler/goruldu/", news.see_news, name="see_news"),
    path("bildirimler/", notices.notices, name="notices"),
    path("bildirimler/<int:pk>/", notices.open_notice, name="open_notice"),
    path("bildirimler/tercihler/", notices.preferences, name="notice_preferences"),
    path("bildirimler/okundu/", notices.read_notices, name="read_notices"),
    path("isler/<slug:key>/", home.pile, name="pile"),
    path("gostergeler/<slug:key>/", home.figure, name="figure"),
    path("harita/", maps.map_page, name="map"),
    path("nakil/gostergeler/akislar/", flows.transfer_flows, name="transfer_flows"),
    path("yillik-rapor/", yearly.reports, name="yearly_reports"),
    path("yillik-rapor/<int:pk>/", yearly.report, name="yearly_report"),
    path("yillik-rapor/<int:pk>/ilerleme/", yearly.progress, name="yearly_progress"),
    path("yillik-rapor/<int:pk>/durdur/", yearly.stop, name="stop_yearly_report"),
    path("yillik-rapor/<int:pk>/pdf/", yearly.paper, name="yearly_paper"),
    path("yillik-rapor/<int:pk>/xlsx/", yearly.workbook, name="yearly_book"),
    path("yillik-rapor/<int:pk>/kayitlar/<slug:key>/", yearly.records, name="yearly_records"),
    path("mevzuat/", views.provision_list, name="provisions"),
    path("mevzuat/surumler/", law.versions, name="provision_versions"),
    path("mevzuat/surumler/yeni/", law.new, name="provision_version_new"),
    path("mevzuat/surumler/<int:pk>/", law.version, name="provision_version"),
    path("mevzuat/surumler/<int:pk>/dene/", law.try_version, name="provision_version_try"),
    path("mevzuat/surumler/<int:pk>/ilerleme/", law.progress, name="provision_version_progress"),
    path("mevzuat/surumler/<int:pk>/degisen-okullar/", law.turned, name="provision_version_turned"),
    path("mevzuat/surumler/<int:pk>/kayitlar/<slug:key>/", law.records, name="provision_version_records"),
    path("mevzuat/surumler/<int:pk>/islem/<slug:name>/", law.VersionAct.as_view(), name="provision_version_act"),
    path("mevzuat/<path:id>/", views.provision_detail, name="provision"),
    path("kim-ne-yapabilir/", who_may, name="who_may"),
    path("yardim/", help_page, name="help"),
    path("yardim/<slug:slug>/", help_page, name="help_page"),
    path("belirlenen-okullar/", views.designated, name="designated"),
    path("acik-veri/", open_data.open_data, name="open_data"),
    path("acik-veri/datapackage.json", open_data.catalogue, name="open_data_catalogue"),
    path("acik-veri/<slug:slug>.csv", open_data.data_file, {"kind": "csv"}, name="open_data_csv"),
    path("acik-veri/<slug:slug>.schema.json", open_data.schema, name="open_data_schema"),
    path("acik-veri/<slug:slug>.json", open_data.data_file, {"kind": "json"}, name="open_data_json"),
    path("erisilebilirlik/", views.accessibility, name="accessibility"),
    path("gizlilik/", views.privacy, name="privacy"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("bicem/", style_guide, name="style_guide"),
]
