"""For whom each address is: whoever adds one says it here (test_urls)."""

# The longest beginning counts. Open to everybody, signed in or not:
PUBLIC = [
    "belirlenen-okullar/",
    "erisilebilirlik/",
    "gizlilik/",
    "health/",
    "dogrula/",
    "robots.txt",
    "acik-veri/",
    "nakil/nasil-yerlestirilir/",
    "nakil/sonuc/",
    "nakil/taban-puanlari/",
    "hesap/login/",
    "hesap/logout/",
    "hesap/inactive/",
    "hesap/parola/",
    "hesap/kurum/",
    "hesap/2fa/authenticate/",
    "oauth/",
]
# To whoever has signed in; what they show of records goes by the own place, in the query.
SIGNED_IN = [
    "ara/",
    "degisiklikler/",
    "bildirimler/",
    "isler/",
    "dosyalarim/",
    "listeler/",
    "gostergeler/",
    "harita/",
    "mevzuat/",
    "nakil/",
    "merkezler/",
    "kim-ne-yapabilir/",
    "yardim/",
    "yazilar/",
    "bicem/",
    "hesap/",
    "hesaplar/",
    "okullar/",
    "okullar/dosyadan/",
    "protokoller/",
    "dosyalar/",
    "uygunluk-denetimi/",
    "kayit-denetimi/",
    "gorunumler/",
    "disa-aktarim/",
    "aktarimlar/",
    "yorumlar/",
    "gorevlendirme/",
]
# One record each: there for who is on duty in its place, not there for anybody else. What fills the address.
OF_A_RECORD = {
    "okullar/<int:pk>/": {"pk": "school", "section": "spaces"},
    "okullar/dosyadan/<uuid:pk>/": {"pk": "import", "name": "discard_import"},
    "protokoller/okul/<int:pk>/": {"pk": "school"},
    "protokoller/<int:pk>/": {"pk": "protocol", "name": "end", "key": "clause", "what": "protokol"},
    "protokoller/<int:pk>/hukum/": {"pk": "protocol", "key": "provision"},
    "protokoller/yukumlulukler/<int:pk>/": {"pk": "protocol duty", "name": "waive"},
    "protokoller/hami-okullar/okul/<int:pk>/": {"pk": "school"},
    "protokoller/hami-okullar/<int:pk>/": {"pk": "sponsor", "name": "drop_sponsor"},
    "protokoller/uygulama-yerleri/okul/<int:pk>/": {"pk": "school"},
    "protokoller/uygulama-yerleri/<int:pk>/": {"pk": "practice place", "name": "suspend_place"},
    "protokoller/uygulama-yerleri/ders/<int:pk>/": {"pk": "course"},
    "protokoller/uygulama-yerleri/onay/<int:pk>/": {"pk": "approval", "name": "withdraw_approval"},
    "protokoller/egiticiler/okul/<int:pk>/": {"pk": "school"},
    "protokoller/egiticiler/<int:pk>/": {"pk": "trainer", "name": "end_trainer"},
    "protokoller/danisma-kurullari/<int:pk>/": {"pk": "board", "name": "close_board"},
    "protokoller/danisma-kurullari/toplanti/<int:pk>/": {"pk": "meeting", "name": "replan", "key": "board paper"},
    "protokoller/danisma-kurullari/karar/<int:pk>/": {"pk": "resolution", "name": "follow"},
    "protokoller/yukumluluk/<int:pk>/": {"pk": "obligation"},
    "protokoller/giderler/okul/<int:pk>/": {"pk": "school"},
    "protokoller/giderler/<int:pk>/": {
        "pk": "expenses",
        "key": "expense line",
        "file": "receipt",
        "name": "withdraw_expenses",
    },
    "protokoller/giderler/<int:pk>/yukumluluk/<int:key>/": {"pk": "answering", "key": "answered"},
    "protokoller/ek/<int:pk>/": {"pk": "amendment", "name": "drop_amendment", "key": "change", "kind": "term"},
    "merkezler/<int:pk>/": {"pk": "center", "name": "keep_contact", "key": "center paper"},
    "merkezler/izleme/<int:pk>/": {"pk": "center monitoring", "name": "write_finding"},
    "merkezler/planlar/<int:pk>/": {"pk": "center plan", "name": "record_value", "key": "plan note"},
    "merkezler/raporlar/<int:pk>/": {"pk": "center report", "name": "receive", "key": "report note", "kind": "docx"},
    "merkezler/<int:pk>/calisma/": {"pk": "center", "kind": "research"},
    "merkezler/calismalar/<int:pk>/": {"pk": "work", "name": "drop_work", "key": "work output"},
    "merkezler/ihtiyaclar/<int:pk>/": {"pk": "need", "name": "drop_need"},
    "merkezler/faaliyetler/<int:pk>/": {"pk": "activity", "name": "drop_session", "key": "activity note"},
    "merkezler/faaliyetler/<int:pk>/belge/": {"pk": "concluded activity", "key": "certificate"},
    "merkezler/programlar/<int:pk>/": {"pk": "programme", "name": "pass_on", "key": "programme note"},
    "merkezler/programlar/<int:pk>/belge/": {"pk": "approved programme", "key": "programme paper"},
    "merkezler/gorevli/<int:pk>/": {"pk": "staff", "name": "end_assignment", "key": "staff paper"},
    "merkezler/cagrilar/<int:pk>/": {"pk": "selection call", "name": "write_commission", "key": "call paper"},
    "merkezler/gorevler/<int:pk>/": {"pk": "center task", "name": "extend_task"},
    "merkezler/gorevler/yanit/<int:pk>/": {"pk": "task answer", "name": "pass_on", "key": "chain note"},
    "nakil/kontenjanlar/okul/<int:pk>/": {"pk": "school"},
    "nakil/basvuru/<int:pk>/": {"pk": "application", "name": "withdraw_application"},
    "nakil/kontenjan/<int:pk>/": {"pk": "quota", "name": "drop_quota"},
    "nakil/itirazlar/<int:pk>/": {"pk": "objection", "name": "withdraw_objection"},
    "nakil/yerlestirme/<int:pk>/": {"pk": "run", "other": "run", "name": "stop_run", "file": "applications"},
    "nakil/komisyonlar/<int:pk>/": {"pk": "commission", "name": "dissolve_commission"},
    "nakil/komisyonlar/oturum/<int:pk>/": {"pk": "sitting", "name": "cancel_sitting", "key": "sitting paper"},
    "nakil/donem/<int:pk>/": {"pk": "draft round", "name": "cancel_round"},
    "dosyalar/ac/<int:pk>/": {"pk": "school", "type": "region"},
    "dosyalar/<int:pk>/": {"pk": "dossier", "section": "capacity", "name": "withdraw"},
    "dosyalar/kanit/<int:pk>/": {"pk": "nothing"},
    "belirlemeler/<int:pk>/": {"pk": "designation", "what": "calisma", "name": "announce_revocation"},
    "ihtisas-okullari/rapor/<int:pk>/": {"pk": "follow-up report", "name": "send_follow_up_report"},
    "izleme/<slug:what>/<int:pk>/": {"pk": "nothing", "what": "calisma"},
    "yazilar/<uuid:pk>/": {"pk": "no file"},
    "hizmet-ici-egitim/<int:pk>/": {"pk": "nothing", "name": "cancel_activity"},
    "belge/": {"pk": "paper"},
    "belge/ek/": {"pk": "attachment"},
    "gecmis/": {"pk": "school", "slug": "okul"},
    "hesaplar/kisi/": {"pk": "person"},
    "hesaplar/gorev/": {"pk": "duty", "kind": "end"},
    "hesaplar/goster/": {"pk": "request", "kind": "istek"},
    "hesaplar/vekalet/": {"pk": "substitution"},
    "hesaplar/vekalet/yaz/": {"pk": "own duty"},
    "hesaplar/istek/": {"pk": "request", "name": "withdraw"},
    "bildirimler/<int:pk>/": {"pk": "notice"},
    "dosyalarim/<uuid:pk>/": {"pk": "no file"},
    "listeler/gorunum/<int:pk>/": {"pk": "nothing"},
}
# Lists and single addresses under those beginnings that are no record.
# Organisations are there for whoever is on duty anywhere; what their pages show of a place is asked in
# tests/protocols/test_stakeholder_pages.py.
OF_A_STAKEHOLDER = tuple(
    f"protokoller/paydaslar/<int:pk>/{page}"
    for page in ("", "duzelt/", "birlestir/", "ayri/<int:other>/", "islem/<slug:name>/")
)
# Applications are people's: a teacher applies anywhere, and an application is the own one or the province's
# (tests/centers/test_candidate_doors.py asks each of them).
OF_APPLICANTS = (
    "merkezler/cagrilar/kadro/<int:pk>/basvur/",
    *(
        f"merkezler/basvurular/<int:pk>/{page}"
        for page in ("", "islem/<slug:name>/", "hizmet/<int:key>/belge/", "hizmet/<int:key>/dosya/", "inha/")
    ),
)
NO_RECORD = OF_A_STAKEHOLDER + OF_APPLICANTS
PROGRAMS = ("api/",)  # by token; each view has its own guard, and test_api_scopes asks each of them
MINISTRY = ("yonetim/",)
REPRESENTATIVES = ("protokollerimiz/",)  # theirs alone: tests/protocols/test_representatives.py asks each of them
