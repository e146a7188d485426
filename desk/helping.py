"""Which part of the help belongs to which page: by the address, and where a page serves several sides, by the user's."""

from __future__ import annotations

from typing import Any, NamedTuple

from accounts.choices import Role


class Topic(NamedTuple):
    """A page of the help and the heading on it at which to begin; without a heading its beginning."""

    slug: str
    heading: str = ""

    @property
    def anchor(self) -> str:
        return anchor_of(self.heading)


class BySide(NamedTuple):
    """A page that the ministry uses for one thing, provinces and schools for another, and readers for a third."""

    ministry: Topic
    province: Topic
    readers: Topic = Topic("denetim-ve-yonetim")


FOLD = str.maketrans("çğıöşüâîûÇĞİÖŞÜ", "cgiosuaiucgiosu")
FILLING = BySide(Topic("genel-mudurluk", "Uzman"), Topic("il-ve-okul", "Dosya açmak ve doldurmak"))
FACTS = Topic("il-ve-okul", "Okulun bilgilerini girmek")
FIGURES = Topic("genel-mudurluk", "Ölçüt değerleri, alan kümelenmeleri, fiziki standartlar")
SYSTEM = Topic("denetim-ve-yonetim", "Sistem yöneticisi")
AUDIT = Topic("denetim-ve-yonetim", "Denetçi")
# The beginning of an address (as the routes are written) with what belongs to it; the longest one counts.
PLACES: dict[str, Topic | BySide] = {
    "": Topic("baslarken", "İş masası"),
    "ara/": Topic("arama"),
    "belge/": Topic("genel-mudurluk", "Belgeler ve Sayı"),
    "belirlemeler/": BySide(
        Topic("genel-mudurluk", "Belirlemenin sona ermesi"), Topic("il-ve-okul", "Geri çekmek, görüş bildirmek")
    ),
    "belirlemeler/<int:pk>/izleme/": Topic("il-ve-okul", "İhtisas okulları"),
    "belirlenen-okullar/": Topic("kavramlar"),
    "denetim-kampanyalari/": BySide(
        Topic("denetim-kampanyasi", "Kampanya hazırlamak"),
        Topic("denetim-kampanyasi", "İl ve okul: yanıt vermek"),
        Topic("denetim-kampanyasi"),
    ),
    "denetim-kampanyalari/okul/": BySide(
        Topic("denetim-kampanyasi", "Yanıtları değerlendirmek"),
        Topic("denetim-kampanyasi", "İl ve okul: yanıt vermek"),
        Topic("denetim-kampanyasi"),
    ),
    "ihtisas-okullari/": Topic("il-ve-okul", "İhtisas okulları"),
    "bicem/": Topic("baslarken"),
    "bildirimler/": Topic("is-masasi", "Bildirimler"),
    "degisiklikler/": Topic("is-masasi", "Son girişinizden beri"),
    "dogrula/": Topic("genel-mudurluk", "Belgeler ve Sayı"),
    "dosyalar/": FILLING,
    "dosyalarim/": Topic("birlikte-calisma"),
    "erisilebilirlik/": Topic("baslarken"),
    "gecmis/": Topic("gecmis", "Bir günkü hâlini görmek"),
    "gizlilik/": Topic("hesaplar-ve-gorevler", "Kişisel veriler"),
    "gorevlendirme/": Topic("birlikte-calisma", "Görevlendirme"),
    "gostergeler/": Topic("is-masasi", "Rakamlar ve harita"),
    "harita/": Topic("is-masasi", "Rakamlar ve harita"),
    "hesap/": Topic("baslarken", "Giriş"),
    "hesap/kurum/": Topic("hesaplar-ve-gorevler", "Kurum hesabıyla giriş"),
    "hesaplar/": Topic("hesaplar-ve-gorevler"),
    "hesaplar/goster/": Topic("hesaplar-ve-gorevler", "Kişisel veriler"),
    "hesaplar/gorev/": Topic("hesaplar-ve-gorevler", "Görevin süresini değiştirmek, görevi bitirmek"),
    "hesaplar/iste/": Topic("hesaplar-ve-gorevler", "İl müdürlüğü: çalışma arkadaşı için hesap istemek"),
    "hesaplar/vekalet/": Topic("vekalet"),
    "hizmet-ici-egitim/": Topic("il-ve-okul", "İhtisas okulları"),
    "isler/": Topic("is-masasi", "Başlıklar"),
    "izleme/": Topic("il-ve-okul", "İhtisas okulları"),
    "kayit-denetimi/": Topic("kavramlar", "Bir belirlemeden ne doğar?"),
    "kim-ne-yapabilir/": Topic("hesaplar-ve-gorevler"),
    "listeler/": Topic("birlikte-calisma"),
    "mevzuat/": Topic("kavramlar"),
    "mevzuat/surumler/": BySide(
        Topic("mevzuat-degisikligi", "Yeni sürümü hazırlamak"),
        Topic("mevzuat-degisikligi", "Dosyanıza hangi hüküm uygulanır?"),
        Topic("mevzuat-degisikligi"),
    ),
    "mevzuat/surumler/<int:pk>/": BySide(
        Topic("mevzuat-degisikligi", "Sürümün sayfası"),
        Topic("mevzuat-degisikligi", "Dosyanıza hangi hüküm uygulanır?"),
        Topic("mevzuat-degisikligi", "Sürümün sayfası"),
    ),
    "merkezler/": Topic("merkez"),
    "merkezler/<int:pk>/": Topic("merkez", "Merkezin sayfası"),
    "merkezler/merkezim/": Topic("merkez", "Merkezin sayfası"),
    "merkezler/oner/": Topic("merkez", "Merkez kurmak"),
    "merkezler/takvim/": Topic("merkez", "Takvim"),
    "merkezler/<int:pk>/takvim/": Topic("merkez", "Takvim"),
    "merkezler/izleme/": Topic("merkez", "İzleme ve değerlendirme"),
    "merkezler/<int:pk>/izleme-baslat/": Topic("merkez", "İzleme ve değerlendirme"),
    "merkezler/planlar/": Topic("merkez", "Yıllık plan"),
    "merkezler/<int:pk>/plan-hazirla/": Topic("merkez", "Yıllık plan"),
    "merkezler/kilavuzlar/": Topic("merkez", "İzleme kılavuzları"),
    "merkezler/toplu-durum/": Topic("merkez", "Toplu durum"),
    "merkezler/raporlar/": Topic("merkez", "Yıllık rapor"),
    "merkezler/<int:pk>/rapor-hazirla/": Topic("merkez", "Yıllık rapor"),
    "merkezler/calismalar/": Topic("merkez", "Merkezin çalışmaları"),
    "merkezler/<int:pk>/calismalar/": Topic("merkez", "Merkezin çalışmaları"),
    "merkezler/<int:pk>/calisma/": Topic("merkez", "Merkezin çalışmaları"),
    "merkezler/etkinlikler/": Topic("merkez", "Duyurulan etkinlikler"),
    "merkezler/<int:pk>/ihtiyac-yaz/": Topic("merkez", "İhtiyaçlar"),
    "merkezler/ihtiyaclar/": Topic("merkez", "İhtiyaçlar"),
    "merkezler/<int:pk>/program-hazirla/": Topic("merkez", "Hizmet içi eğitim programları"),
    "merkezler/programlar/": Topic("merkez", "Hizmet içi eğitim programları"),
    "merkezler/programlar/<int:pk>/faaliyet-hazirla/": Topic("merkez", "Hizmet içi eğitim faaliyetleri"),
    "merkezler/faaliyetler/": Topic("merkez", "Hizmet içi eğitim faaliyetleri"),
    "merkezler/faaliyetler/<int:pk>/oturum/": Topic("merkez", "Katılımcılar, yoklama, belgeler"),
    "merkezler/yoklama/": Topic("merkez", "Katılımcılar, yoklama, belgeler"),
    "merkezler/faaliyetler/<int:pk>/katilimcilar/": Topic("merkez", "Katılımcılar, yoklama, belgeler"),
    "merkezler/<int:pk>/inha/": Topic("merkez", "Kadro ve görevlendirme"),
    "merkezler/gorevli/": Topic("merkez", "Kadro ve görevlendirme"),
    "merkezler/gorevliler/": Topic("merkez", "Kadro ve görevlendirme"),
    "merkezler/cagrilar/": Topic("cagri"),
    "merkezler/cagrilar/<int:pk>/": Topic("cagri", "Çağrıyı hazırlamak ve ilan etmek"),
    "merkezler/cagrilar/acik/": Topic("cagri", "Başvurmak"),
    "merkezler/cagrilar/kadro/": Topic("cagri", "Başvurmak"),
    "merkezler/<int:pk>/cagri-hazirla/": Topic("cagri", "Çağrıyı hazırlamak ve ilan etmek"),
    "merkezler/basvurularim/": Topic("cagri", "Başvurmak"),
    "merkezler/basvurular/": Topic("cagri", "Şartların incelenmesi"),
    "merkezler/basvurular/<int:pk>/inha/": Topic("cagri", "İnha ve görevlendirme"),
    "merkezler/gorevlerim/": Topic("merkez", "Görevlerim ve iş bölümü"),
    "merkezler/gorevler/": Topic("merkez", "Merkezlere görev vermek"),
    "merkezler/gorevler/yanit/": Topic("merkez", "Merkezin gönderdiklerinin yolu"),
    "nakil/": Topic("nakil", "Nakil dönemi"),
    "nakil/basvuru/": Topic("nakil", "Başvuru"),
    "nakil/basvurular/": Topic("nakil", "Başvuru"),
    "nakil/komisyonlar/": Topic("nakil", "Komisyon"),
    "nakil/komisyonlar/oturum/": Topic("nakil", "Komisyonun oturumu ve kararları"),
    "nakil/gostergeler/": Topic("nakil", "Göstergeler"),
    "nakil/itirazlar/": Topic("nakil", "İtirazlar"),
    "nakil/basvuru/<int:pk>/itiraz/": Topic("nakil", "İtirazlar"),
    "nakil/yerlestirmeler/": Topic("nakil", "Yerleştirme"),
    "nakil/yerlestirme/": Topic("nakil", "Yerleştirme"),
    "nakil/donem/<int:pk>/yerlestir/": Topic("nakil", "Yerleştirme"),
    "nakil/taban-puanlari/": Topic("nakil", "Sonuçlar"),
    "nakil/sonuc/": Topic("nakil", "Sonuçlar"),
    "nakil/kontenjan/": Topic("nakil", "Kontenjan"),
    "nakil/kontenjanlar/": Topic("nakil", "Kontenjan"),
    "okullar/": Topic("il-ve-okul", "Okulu bulmak"),
    "okullar/<int:pk>/": FACTS,
    "okullar/dosyadan/": Topic("dosyadan-yukleme", "Adımlar"),
    "okullar/veri-kalitesi/": Topic("veri-kalitesi"),
    "okullar/veri-kalitesi/okul/": Topic("veri-kalitesi", "Bir okulun bilgileri"),
    "okullar/veri-kalitesi/iller/": Topic("veri-kalitesi", "İlin puanı"),
    "okullar/veri-kalitesi/il/": Topic("veri-kalitesi", "İlin puanı"),
    "okullar/veri-kalitesi/denetim/": Topic("veri-kalitesi", "Denetimi başlatmak"),
    "protokoller/": Topic("protokoller"),
    "protokollerimiz/": Topic("hesaplar-ve-gorevler", "Paydaş temsilcisi"),
    "protokollerimiz/kurullar/": Topic("danisma-kurulu", "Paydaş temsilcisi"),
    "protokoller/<int:pk>/ek/": Topic("protokoller", "Ek protokol"),
    "protokoller/<int:pk>/imza/": Topic("protokoller", "Mutabakat ve imza"),
    "protokoller/<int:pk>/imzali/": Topic("protokoller", "Mutabakat ve imza"),
    "protokoller/<int:pk>/kapsam/": Topic("protokoller", "Taslağı hazırlamak"),
    "protokoller/<int:pk>/metin/": Topic("protokoller", "Metni okumak"),
    "protokollerimiz/yukumlulukler/": Topic("protokoller", "Yükümlülükler"),
    "protokoller/<int:pk>/metin/yapistir/": Topic("protokoller", "Taslağı hazırlamak"),
    "protokoller/<int:pk>/yenile/": Topic("protokoller", "Protokolün sona ermesi"),
    "protokoller/<int:pk>/yukumluluk/": Topic("protokoller", "Yükümlülükler"),
    "protokoller/yukumluluk/": Topic("protokoller", "Yükümlülükler"),
    "protokoller/yukumlulukler/": Topic("protokoller", "Yükümlülükler"),
    "protokoller/<int:pk>/hukum/": Topic("protokoller", "Kayıt ve nakle ilişkin özel hükümler"),
    "protokoller/hami-okullar/": Topic("hami-okul"),
    "protokoller/egiticiler/": Topic("uygulama-yerleri", "Eğiticiler"),
    "protokoller/danisma-kurullari/": Topic("danisma-kurulu"),
    "protokoller/danisma-kurullari/<int:pk>/toplanti/": Topic("danisma-kurulu", "Toplantı planlamak ve davet"),
    "protokoller/danisma-kurullari/eksikler/": Topic("danisma-kurulu", "Kurulu oluşturmak"),
    "protokoller/danisma-kurullari/karar/": Topic("danisma-kurulu", "Okul müdürlüğünün yanıtı"),
    "protokoller/danisma-kurullari/kararlar/": Topic("danisma-kurulu", "Okul müdürlüğünün yanıtı"),
    "protokoller/danisma-kurullari/toplanti/": Topic("danisma-kurulu", "Toplantıyı kaydetmek ve tutanak"),
    "protokoller/<int:pk>/kurul/": Topic("danisma-kurulu", "Kurulu oluşturmak"),
    "protokoller/<int:pk>/kurul-kurallari/": Topic("danisma-kurulu", "Çalışma kuralları"),
    "protokoller/paydaslar/": Topic("paydaslar", "Kuruluşu bulmak ve eklemek"),
    "protokoller/paydaslar/<int:pk>/": Topic("paydaslar", "Kuruluşun sayfası"),
    "protokoller/paydaslar/<int:pk>/ayri/": Topic("paydaslar", "Benzer kayıtlar"),
    "protokoller/paydaslar/<int:pk>/birlestir/": Topic("paydaslar", "Birleştirmek"),
    "protokoller/paydaslar/benzerler/": Topic("paydaslar", "Benzer kayıtlar"),
    "protokollerimiz/kurulusumuz/": Topic("paydaslar", "Kuruluşun temsilcisi"),
    "protokoller/giderler/": Topic("giderler"),
    "protokoller/giderler/<int:pk>/": Topic("giderler", "Kalemleri ve belgeleri yazmak"),
    "protokoller/giderler/<int:pk>/yukumluluk/": Topic("giderler", "Yükümlülüğe bağlamak"),
    "protokoller/giderler/borclar/": Topic("giderler", "Ödenmeyen giderler"),
    "protokoller/giderler/toplamlar/": Topic("giderler", "Yıllık toplamlar"),
    "protokollerimiz/giderler/": Topic("giderler", "Paydaş temsilcisi: yanıtlamak ve ödemek"),
    "protokoller/ek/": Topic("protokoller", "Ek protokol"),
    "protokoller/uygulama-yerleri/": Topic("uygulama-yerleri"),
    "protokoller/uygulama-yerleri/<int:pk>/ders/": Topic("uygulama-yerleri", "Dersler"),
    "protokoller/uygulama-yerleri/<int:pk>/onay/": Topic("uygulama-yerleri", "Güvenlik onayı"),
    "protokoller/uygulama-yerleri/okul/<int:pk>/liste/": Topic("uygulama-yerleri", "Listeyi almak"),
    "protokollerimiz/egiticiler/": Topic("uygulama-yerleri", "Paydaş temsilcisi"),
    "protokollerimiz/uygulama-yerleri/": Topic("uygulama-yerleri", "Paydaş temsilcisi"),
    "ulke/": Topic("ulke", "Okulların belirleme durumu"),
    "ulke/degisenler/": Topic("ulke", "Değişenler"),
    "ulke/durum/": Topic("ulke", "Bir okulun durumu"),
    "ulke/senaryolar/": Topic("ulke", "Senaryolar"),
    "ulke/senaryolar/karsilastir/": Topic("ulke", "Karşılaştırmak"),
    "ulke/taramalar/": Topic("ulke", "Ülke taraması"),
    "toplu-islem/": Topic("toplu-islem"),
    "uygunluk-denetimi/": Topic("kavramlar"),
    "yillik-rapor/": Topic("yillik-rapor"),
    "yardim/": Topic("baslarken"),
    "yazilar/": Topic("toplu-yazi"),
    "yonetim/": Topic("genel-mudurluk"),
    "yonetim/accounts/": SYSTEM,
    "yonetim/accounts/duty/": Topic("hesaplar-ve-gorevler"),
    "yonetim/accounts/securityevent/": AUDIT,
    "yonetim/accounts/substitution/": Topic("vekalet"),
    "yonetim/accounts/user/": Topic("hesaplar-ve-gorevler", "Sistem yöneticisi: ayrılan kişi, parola, kurum kimliği"),
    "yonetim/designations/": Topic("genel-mudurluk", "Uzman"),
    "yonetim/designations/clusterversion/": FIGURES,
    "yonetim/designations/controlcampaign/": Topic("denetim-kampanyasi", "Kampanya hazırlamak"),
    "yonetim/designations/controlledschool/": Topic("denetim-kampanyasi", "Yanıtları değerlendirmek"),
    "yonetim/designations/countrycheck/": Topic("ulke", "Ülke taraması"),
    "yonetim/designations/scenario/": Topic("ulke", "Senaryolar"),
    "yonetim/designations/standing/": Topic("ulke", "Okulların belirleme durumu"),
    "yonetim/designations/standingchange/": Topic("ulke", "Değişenler"),
    "yonetim/designations/designation/": Topic("genel-mudurluk", "Belirlemenin sona ermesi"),
    "yonetim/designations/policyversion/": FIGURES,
    "yonetim/desk/": SYSTEM,
    "yonetim/desk/directoratereport/": Topic("yillik-rapor"),
    "yonetim/desk/targetduration/": Topic("is-masasi", "İdari hedef süre"),
    "yonetim/documents/": Topic("genel-mudurluk", "Belgeler ve Sayı"),
    "yonetim/protocols/reminderversion/": Topic("protokoller", "Hatırlatmalar"),
    "yonetim/schools/": FACTS,
    "yonetim/schools/fileimport/": Topic("dosyadan-yukleme", "Adımlar"),
    "yonetim/schools/qualityitem/": Topic("veri-kalitesi"),
    "yonetim/schools/qualitymonth/": Topic("veri-kalitesi", "İlin puanı"),
    "yonetim/schools/qualityrun/": Topic("veri-kalitesi", "Denetimi başlatmak"),
    "yonetim/schools/qualityscore/": Topic("veri-kalitesi"),
    "yonetim/schools/standardsversion/": FIGURES,
    "yonetim/transfers/application/": Topic("nakil", "Başvuru"),
    "yonetim/transfers/commission/": Topic("nakil", "Komisyon"),
    "yonetim/transfers/sitting/": Topic("nakil", "Komisyonun oturumu ve kararları"),
    "yonetim/transfers/applicationbatch/": Topic("nakil", "Çok sayıda başvuru"),
    "yonetim/transfers/quota/": Topic("nakil", "Kontenjan"),
    "yonetim/transfers/objection/": Topic("nakil", "İtirazlar"),
    "yonetim/transfers/placementrun/": Topic("nakil", "Yerleştirme"),
    "yonetim/transfers/transferround/": Topic("nakil", "Nakil dönemi"),
    "yonetim/transfers/transfercriteria/": Topic("nakil", "Ölçütleri belirlemek"),
    "yonetim/centers/": Topic("merkez"),
    "yonetim/centers/selectioncall/": Topic("cagri", "Çağrıyı hazırlamak ve ilan etmek"),
    "yonetim/centers/postapplication/": Topic("cagri", "Şartların incelenmesi"),
    "yonetim/centers/need/": Topic("merkez", "İhtiyaçlar"),
    "yonetim/centers/programme/": Topic("merkez", "Hizmet içi eğitim programları"),
    "yonetim/centers/activity/": Topic("merkez", "Hizmet içi eğitim faaliyetleri"),
    "yonetim/centers/staffassignment/": Topic("merkez", "Kadro ve görevlendirme"),
    "yonetim/centers/centertask/": Topic("merkez", "Merkezlere görev vermek"),
    "yonetim/centers/yearlyplan/": Topic("merkez", "Yıllık plan"),
    "yonetim/centers/planreopening/": Topic("merkez", "Yıllık plan"),
    "yonetim/centers/yearlyreport/": Topic("merkez", "Yıllık rapor"),
    "yonetim/centers/reportextension/": Topic("merkez", "Yıllık rapor"),
    "yonetim/centers/calendaraddress/": Topic("merkez", "Takvim"),
    "yonetim/centers/monitoring/": Topic("merkez", "İzleme ve değerlendirme"),
    "yonetim/centers/monitoringguide/": Topic("merkez", "İzleme kılavuzları"),
    "yonetim/centers/work/": Topic("merkez", "Merkezin çalışmaları"),
    "yonetim/centers/taskanswer/": Topic("merkez", "Merkezin gönderdiklerinin yolu"),
    "yonetim/workflow/": SYSTEM,
    "yonetim/workflow/accountrequest/": Topic("hesaplar-ve-gorevler", "Genel Müdürlük: isteği karara bağlamak"),
    "yonetim/workflow/assignment/": Topic("birlikte-calisma", "Görevlendirme"),
    "yonetim/workflow/change/": Topic("baska-sistemler", "Değişiklikler ne kadar saklanır"),
    "yonetim/workflow/comment/": Topic("birlikte-calisma", "Yorum yazmak"),
    "yonetim/workflow/dayoff/": Topic("is-masasi", "Süreler nasıl sayılır?"),
    "yonetim/workflow/delivery/": Topic("baska-sistemler", "İleti alıcıya ulaşmazsa"),
    "yonetim/workflow/journalentry/": AUDIT,
    "yonetim/workflow/journalseal/": AUDIT,
    "yonetim/workflow/provisionversion/": Topic("mevzuat-degisikligi"),
    "yonetim/workflow/subscription/": Topic("baska-sistemler", "Aboneliğin sayfasında yapılabilenler"),
    "yorumlar/": Topic("birlikte-calisma", "Yorum yazmak"),
}


def anchor_of(heading: str) -> str:
    """A heading as the name by which an address finds it: ``"Süreler nasıl sayılır?"`` is ``sureler-nasil-sayilir``."""
    folded = heading.translate(FOLD).lower()
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in folded)
    return "-".join(words.split())


def place_of(route: str) -> str | None:
    """The longest beginning under which a route stands; ``None`` where there is none but the home page's."""
    found = [beginning for beginning in PLACES if beginning and route.startswith(beginning)]
    if found:
        return max(found, key=len)
    return "" if route == "" else None


def topic_of(route: str, user: Any) -> Topic:
    """What the help says about the page at this route, for this user's side."""
    place = place_of(route)
    found = PLACES["" if place is None else place]
    if isinstance(found, Topic):
        return found
    if user.is_ministry:
        return found.ministry
    return found.readers if user.has_role(Role.AUDITOR, Role.ADMINISTRATOR) else found.province
