"""From a need to a certificate that verifies, in Chromium, each step by who has it and by the words of the help."""

import re

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from centers.choices import ActivityState
from centers.models import Activity, Participant
from documents.models import Paper
from tests.factories.centers import make_center, people_of_chain

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
OFFICES = ("coordinator", "school", "district", "province")
PEOPLE = (
    "T.C. kimlik no;Adı;Soyadı;Kurum kodu;Görev yaptığı kurum;Alanı\n"
    "10000000146;Şükriye Nur;Çağlayanoğlu Işıktaş;999999;Ostim MTAL;Makine\n"
    "10000000078;Ömer;Ağaoğlu;999999;Ostim MTAL;Makine\n"
)
PROGRAMME = "Beş Eksenli CNC Tezgâhlarında Programlama Kursu"
ACTIVITY = "CNC programlama, birinci grup"


def along_the_chain(visitor, people, name, *, width):
    for who in OFFICES:
        office = visitor(people[who], width=width)
        office.go("/")
        office.follow(name)
        office.follow("Uygun görüp ilet")
        office.press("Uygun görüp ilet")
        office.context.close()


def approved_by_the_unit(expert, name, number):
    """The General Directorate presents it to the Ministry's unit, and records its approval."""
    expert.go("/")
    expert.follow(name)
    expert.follow("Bakanlığın ilgili birimine gönder")
    expert.press("Bakanlığın ilgili birimine gönder")
    expert.follow("Onayı kaydet")
    expert.press("Onayı kaydet")
    assert expert.sees("Bu alan zorunlu.")
    expert.page.get_by_label("Onayın tarihi").fill(localdate().isoformat())
    expert.page.get_by_label("Onayın sayısı").fill(number)
    expert.press("Onayı kaydet")
    assert expert.sees(number)


def write_need_and_programme(writer):
    writer.go("/")
    writer.follow("İhtiyaç yaz")
    writer.page.get_by_label("İhtiyaç", exact=True).fill("Beş eksenli CNC tezgâhlarında programlama")
    writer.page.get_by_label("Açıklama").fill("Sektör beş eksenli tezgâhlara geçti.")
    writer.page.locator("[name=target_groups]").first.check()
    writer.page.get_by_label("Tespit günü").fill(localdate().isoformat())
    writer.page.get_by_label("Dayanak").fill("42 öğretmene anket.")
    writer.press("İhtiyacı kaydet")
    writer.go("/")
    writer.follow("Program hazırla")
    writer.page.locator("[name=name]").fill(PROGRAMME)
    writer.page.locator("[name=needs]").first.check()
    writer.page.locator("[name=hours]").fill("6")
    writer.page.locator("[name=target_groups]").first.check()
    for name in ("aim", "target", "practice", "content", "methods", "assessment", "other"):
        writer.page.locator(f"[name={name}]").fill("Programın bu bölümü burada anlatılır.")
    writer.click(writer.page.locator("main form button[type=submit]").first)
    writer.follow("Gönder")
    writer.press("Gönder")


def write_activity(writer):
    writer.go(reverse("centers:mine"))
    writer.follow(PROGRAMME)
    writer.follow("Faaliyet hazırla")
    today = localdate().isoformat()
    for name, value in (("name", ACTIVITY), ("place", "Ostim MTAL CNC atölyesi"), ("starts_on", today),
                        ("ends_on", today), ("hours", "6"), ("quota", "20")):  # fmt: skip
        writer.page.locator(f"[name={name}]").fill(value)
    writer.click(writer.page.locator("main form button[type=submit]").first)
    writer.follow("Oturum ekle")
    for name, value in (("day", today), ("starts_at", "09:00"), ("hours", "6"), ("topic", "Takım yolları"),
                        ("trainer", "Ayşe Yılmaz")):  # fmt: skip
        writer.page.locator(f"[name={name}]").fill(value)
    writer.press("Oturum ekle")
    writer.follow("Gönder")
    writer.press("Gönder")


def hold(writer, page):
    """Participants by file, attendance, result, certificates."""
    writer.go(page)
    writer.follow("Dosyayla ekle")
    table = {"name": "katilimcilar.csv", "mimeType": "text/csv", "buffer": PEOPLE.encode("utf-8-sig")}
    writer.page.get_by_label("Katılımcı dosyası").set_input_files(table)
    writer.press("Denetle ve ekle")
    writer.go(page)
    writer.follow("Faaliyeti başlat")
    writer.press("Faaliyeti başlat")
    writer.follow("Yoklama gir")
    for box in writer.page.locator("[name=present]").all():
        box.check()
    writer.press("Yoklama gir")
    writer.go(page)
    writer.follow("Faaliyeti sonuçlandır")
    writer.press("Faaliyeti sonuçlandır")
    writer.go(page)
    writer.follow("Belgeleri düzenle")
    writer.press("Belgeleri düzenle")


@pytest.mark.provision("smm/5/1/a", "smm/5/1/b", "smm/5/1/c", "smm/5/2")
@pytest.mark.parametrize("width", [1280, 360])
def test_from_a_need_to_a_certificate_that_verifies(visitor, person, width):
    center = make_center()
    people = people_of_chain(center)
    writer, expert = visitor(people["writer"], width=width), visitor(person(Role.EXPERT), width=width)
    write_need_and_programme(writer)
    along_the_chain(visitor, people, PROGRAMME, width=width)
    approved_by_the_unit(expert, PROGRAMME, "E-2026/118")
    write_activity(writer)
    along_the_chain(visitor, people, ACTIVITY, width=width)
    approved_by_the_unit(expert, ACTIVITY, "E-2026/204")
    activity = Activity.objects.get()
    hold(writer, reverse("centers:activity", args=[activity.pk]))

    activity.refresh_from_db()
    assert activity.status == ActivityState.CONCLUDED
    one = Participant.objects.exclude(certificate_number="").first()
    paper = Paper.objects.of(one).get()
    writer.go(reverse("centers:participants", args=[activity.pk]))
    assert writer.sees(one.certificate_number)
    stranger = visitor(width=width)
    stranger.go("/dogrula/")
    stranger.page.locator("main input[name]").first.fill(paper.code)
    stranger.click(stranger.page.locator("main button[type=submit]").first)
    assert re.search("geçerli|Geçerli|doğru", stranger.page.locator("main").inner_text())
    assert not stranger.sees("10000000146")
