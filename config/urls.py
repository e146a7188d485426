"""All addresses: the public pages, the provinces' pages, the ministry's admin, and the API."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    # First what is called most: every pattern before it is tried at every call.
    path("api/v1/", include("config.api")),
    path("oauth/", include("accounts.api.oauth_urls")),
    path("yonetim/", admin.site.urls),
    path("", include("desk.web.urls")),
    path("hesap/", include("accounts.web.urls")),
    path("hesaplar/", include("workflow.web.people_urls")),
    path("okullar/", include("schools.web.urls")),
    path("protokoller/", include("protocols.web.urls")),
    path("protokollerimiz/", include("protocols.web.representatives_urls")),
    path("nakil/", include("transfers.web.urls")),
    path("merkezler/", include("centers.web.urls")),
    path("", include("designations.web.urls")),
    path("", include("documents.web.urls")),
    path("", include("workflow.web.urls")),
]

handler500 = "config.errors.server_error"
