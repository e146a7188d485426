"""Addresses of the protocols' pages."""

from django.urls import path

from . import amendments, expenses_urls, obligations, papers, provisions, sponsors_urls, text, views

app_name = "protocols"
urlpatterns = [
    path("", views.protocol_list, name="list"),
    path("paydas/", views.new_stakeholder, name="stakeholder"),
    path("okul/<int:pk>/ac/", views.open_for_school, name="open"),
    path("<int:pk>/", views.protocol_detail, name="detail"),
    path("<int:pk>/duzenle/", views.edit, name="edit"),
    path("<int:pk>/yenile/", views.renew, name="renew"),
    path("<int:pk>/metin/", text.text, name="text"),
    path("<int:pk>/metin/madde/", text.clause, name="clause_new"),
    path("<int:pk>/metin/madde/<int:key>/", text.clause, name="clause"),
    path("<int:pk>/metin/madde/<int:key>/cikar/", text.remove, name="clause_remove"),
    path("<int:pk>/kapsam/", text.fields, name="fields"),
    path("<int:pk>/kapsam/karar/", text.decision, name="fields_decide"),
    path("<int:pk>/hukum/", provisions.provision, name="provision_new"),
    path("<int:pk>/hukum/<int:key>/", provisions.provision, name="provision"),
    path("<int:pk>/hukum/<int:key>/cikar/", provisions.take_out, name="provision_remove"),
    path("<int:pk>/imza/", text.signature, name="signature"),
    path("<int:pk>/belge/<slug:what>/", papers.text_paper, name="text_paper"),
    path("<int:pk>/imzali/<slug:what>/", papers.copy, name="copy"),
    path("<int:pk>/imzali/<slug:what>/ekle/", papers.bring_copy, name="bring_copy"),
    path("<int:pk>/ek/", amendments.new, name="amendment_new"),
    path("<int:pk>/yukumluluk/", obligations.oblige, name="oblige"),
    path("yukumlulukler/", obligations.duties, name="duties"),
    path("yukumlulukler/<int:pk>/", obligations.duty, name="duty"),
    path("yukumlulukler/<int:pk>/kanit/", obligations.proof, name="proof"),
    path("yukumlulukler/<int:pk>/kanit/ekle/", obligations.bring_proof, name="bring_proof"),
    path("yukumlulukler/<int:pk>/islem/<slug:name>/", obligations.DutyAct.as_view(), name="duty_act"),
    path("yukumluluk/<int:pk>/kapat/", obligations.close, name="obligation_close"),
    path("ek/<int:pk>/", amendments.detail, name="amendment"),
    path("ek/<int:pk>/cakisma/", amendments.conflicts, name="amendment_conflicts"),
    path("ek/<int:pk>/degisiklik/<int:key>/", amendments.change, name="change"),
    path("ek/<int:pk>/degisiklik/<int:key>/cikar/", amendments.take_out, name="change_remove"),
    path("ek/<int:pk>/degisiklik/<slug:kind>/", amendments.change, name="change_new"),
    path("ek/<int:pk>/islem/<slug:name>/", amendments.AmendmentAct.as_view(), name="amendment_act"),
    *sponsors_urls.urlpatterns,
    *expenses_urls.urlpatterns,
    path("<int:pk>/islem/<slug:name>/", views.ProtocolAct.as_view(), name="act"),
]
