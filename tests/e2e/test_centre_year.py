"""A centre's year in Chromium, each step by the words of the help: the plan, what came of it, the report, the roll-up; a monitoring period."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from centers.models import Monitoring, YearlyPlan, YearlyReport
from tests.e2e.test_pages import LONG
from tests.factories import make_school
from tests.factories.center_plans import make_guide, make_owing_center, make_plan, make_reopening
from tests.factories.centers import make_center, people_of_chain

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
OFFICES = ("coordinator", "school", "district", "province")


def on_the_table(writer, button, nth=0):
    """A button of the working page, by the keyboard: the tree is drawn anew, and looked at.

    Not by the mouse: once, on a busy machine, a click on these buttons that stick to the top sent nothing; why was not found.
    """
    with writer.page.expect_response(lambda answer: "/duzenle/" in answer.url):
        writer.page.locator("main").get_by_role("button", name=button).nth(nth).press("Enter")
    writer.page.wait_for_load_state("networkidle")
    writer.look()


def write_plan(writer, year):
    """From the centre's page to a plan that lacks nothing, on one page."""
    writer.follow("Yıllık plan hazırla")
    writer.page.get_by_label("Yıl", exact=True).fill(str(year))
    writer.press("Planı aç")
    on_the_table(writer, "Amaç ekle")
    writer.page.keyboard.type("Öğretmenlerin sektördeki yenilik ve gelişmelere uyumunu desteklemek")
    on_the_table(writer, "Hedef ekle")
    writer.page.keyboard.type("Endüstriyel otomasyon alanında 120 öğretmene eğitim vermek")
    on_the_table(writer, "Gösterge ekle")
    on_the_table(writer, "Faaliyet ekle")
    writer.page.locator("[name^=indicator][name$=-name]").fill("Eğitim alan öğretmen sayısı")
    on_the_table(writer, "Kaydet")
    assert writer.sees("Kaydedilmedi: düzeltilmesi gerekenler var")
    writer.page.locator("[name$=-target_value]").fill("1.250,5")
    for name, value in (("title", "CNC programlama eğitimi"), ("method", "Firmada üç günlük yüz yüze eğitim."),
                        ("responsible", "Şükriye Nur Çağlayanoğlu Işıktaş"), ("first_day", f"{year}-03-01"),
                        ("last_day", f"{year}-06-30")):  # fmt: skip
        writer.page.locator(f"[name^=activity][name$=-{name}]").fill(value)
    on_the_table(writer, "Kaydet")
    assert writer.sees("4 satır kaydedildi.")
    writer.follow("Planın sayfasına dön")
    writer.follow("Gönder")
    writer.press("Gönder")


def along_the_chain(visitor, people, name, *, width):
    """Each office finds it where it waits and passes it on."""
    for who in OFFICES:
        office = visitor(people[who], width=width)
        office.go("/")
        office.follow(name)
        office.follow("Uygun görüp ilet")
        office.press("Uygun görüp ilet")
        office.context.close()


@pytest.mark.provision("smm/5/4", "smm/11/2")
@pytest.mark.parametrize("width", [1280, 360])
def test_from_the_first_row_of_a_plan_to_the_roll_up(visitor, person, width):
    center = make_owing_center()
    people = people_of_chain(center)
    year = localdate().year - 1
    writer = visitor(people["writer"], width=width)
    writer.go("/")
    assert writer.sees(f"{year} faaliyet raporu hazırlanmadı")
    write_plan(writer, year)
    plan = YearlyPlan.objects.get()
    along_the_chain(visitor, people, f"{year} faaliyet planı", width=width)
    expert = visitor(person(Role.EXPERT), width=width)
    expert.go("/")
    expert.follow(f"{year} faaliyet planı")
    expert.follow("Alındı")
    expert.press("Alındı")

    write_what_came(writer, plan, year)
    report_the_year(visitor, people, writer, expert, center, year, width=width)
    see_the_roll_up(expert, center, year)


def write_what_came(writer, plan, year):
    """The value of the indicator and what was done of the activity, on the plan's page."""
    writer.go(reverse("centers:plan", args=[plan.pk]))
    writer.follow("Gerçekleşeni yaz")
    writer.page.get_by_label("Gerçekleşen değer").fill("1.000,25")
    writer.page.get_by_label("Gün", exact=True).fill(f"{year}-12-20")
    writer.page.get_by_label("Kanıt").fill("Katılımcı listeleri")
    writer.press("Gerçekleşeni yaz")
    assert writer.sees("1.000,25")
    writer.follow("Yapılanı yaz")
    writer.page.get_by_label("Yapılan", exact=True).fill("İki grup eğitildi.")
    writer.page.get_by_label("Tamamlandığı gün").fill(f"{year}-06-30")
    writer.press("Yapılanı yaz")


def see_the_roll_up(expert, center, year):
    """The page and its three files."""
    for place in (reverse("centers:rollup"), f"{reverse('centers:rollup')}?yil={year}"):
        expert.go(place)
    assert expert.sees("80")
    for kind in ("pdf", "xlsx", "docx"):
        got = expert.page.request.get(f"{expert.base}/merkezler/toplu-durum/{kind}/?yil={year}")
        assert got.ok
        assert len(got.body()) > 2000
    expert.go("/merkezler/raporlar/vermeyenler/")
    assert not expert.sees(center.name)


def report_the_year(visitor, people, writer, expert, center, year, *, width):
    """The report is drafted by itself, the time for it extended, then it is finished, sent, received and taken away."""
    expert.go(reverse("centers:not_reported"))
    expert.follow(center.name)
    expert.follow("Rapor süresini uzat")
    expert.page.get_by_label("Yıl", exact=True).fill(str(year))
    expert.page.get_by_label("Yeni son gün").fill((localdate() + timedelta(days=30)).isoformat())
    expert.page.get_by_label("Uzatmanın nedeni").fill("Merkezin binası sel nedeniyle kapalıydı.")
    expert.press("Rapor süresini uzat")
    writer.go(reverse("centers:center", args=[center.pk]))
    assert writer.sees("süre ")
    writer.follow("Yıllık rapor hazırla")
    writer.page.get_by_label("Yıl", exact=True).fill(str(year))
    writer.press("Taslağı hazırla")
    assert writer.sees("İki grup eğitildi.")
    writer.follow("Raporu yaz")
    writer.page.get_by_label("Yeni uygulamalara ait öneriler").fill("Simülatörle eğitim önerilir.")
    writer.press("Raporu yaz")
    writer.follow("Gönder")
    writer.press("Gönder")
    report = YearlyReport.objects.get()
    along_the_chain(visitor, people, f"{year} faaliyet raporu", width=width)
    expert.go(reverse("centers:report", args=[report.pk]))
    expert.follow("Alındı")
    expert.press("Alındı")
    for kind in ("docx", "xlsx"):
        assert expert.page.request.get(f"{expert.base}/merkezler/raporlar/{report.pk}/dosya/{kind}/").ok


@pytest.mark.provision("smm/5/3")
@pytest.mark.parametrize("width", [1280, 360])
def test_a_received_plan_is_opened_again_on_request(visitor, person, width):
    center = make_center(school=make_school(name=LONG), name=f"{LONG} SMM"[:200])
    people = people_of_chain(center)
    plan = make_plan("chain_received", center=center, people=people)
    writer = visitor(people["writer"], width=width)
    writer.go(reverse("centers:plan", args=[plan.pk]))
    writer.follow("Planın yeniden açılmasını iste")
    writer.press("İsteği yaz")
    assert writer.sees("Bu alan zorunlu.")
    writer.page.get_by_label("Neden", exact=True).fill("Firma, eğitimi gelecek yıla erteledi.")
    writer.press("İsteği yaz")
    writer.follow("Gönder")
    writer.press("Gönder")
    along_the_chain(visitor, people, "yeniden açılması isteği", width=width)
    expert = visitor(person(Role.EXPERT), width=width)
    expert.go("/")
    expert.follow("yeniden açılması isteği")
    expert.follow("Uygun gör, planı yeniden aç")
    expert.press("Uygun gör, planı yeniden aç")
    writer.go("/")
    writer.follow(f"{plan.year} faaliyet planı")
    writer.follow("Planı düzenle")
    other = make_reopening("chain_returned")
    expert.go(reverse("centers:reopening", args=[other.pk]))
    expert.go(reverse("centers:plan_act", args=[other.plan_id, "reopen_plan"]))


@pytest.mark.provision("smm/11/1", "smm/11/3")
@pytest.mark.parametrize("width", [1280, 360])
def test_a_monitoring_period_with_findings_and_improvements(visitor, person, width):
    center = make_center(school=make_school(name=LONG), name=f"{LONG} SMM"[:200])
    people = people_of_chain(center)
    head = visitor(person(Role.DEPARTMENT_HEAD), width=width)
    guide = a_guide_of_the_ministry(head)
    begin_period(head, center)
    period = Monitoring.objects.get()
    assert period.guide == guide

    page = reverse("centers:monitoring", args=[period.pk])
    writer = visitor(people["writer"], width=width)
    writer.go(page)
    writer.follow("Yanıtla")
    writer.page.locator("[name=answer]").select_option(index=2)
    writer.press("Öz değerlendirme yaz")
    find_and_improve(head, writer, page)
    head.go(page)
    head.follow("İzleme dönemini tamamla")
    head.page.get_by_label("Dönemin sonucu").fill("Merkez hedeflerine yaklaştı.")
    head.press("İzleme dönemini tamamla")
    assert head.sees("Merkez hedeflerine yaklaştı.")
    writer.go(reverse("centers:guide", args=[guide.pk]))
    writer.go(reverse("centers:guides"))


def a_guide_of_the_ministry(head):
    """A draft whose file is brought on its page, then published in the admin."""
    guide = make_guide(status="draft")
    guide.statements.create(number=1, text="Merkez, eğitimlerini katılımcılarla değerlendirir.")
    head.go(reverse("admin:centers_monitoringguide_change", args=[guide.pk]))
    head.go(reverse("centers:guide", args=[guide.pk]))
    head.follow("Kılavuzun dosyasını ekle")
    head.page.get_by_label("Dosya", exact=True).set_input_files(
        {"name": "kilavuz.pdf", "mimeType": "application/pdf", "buffer": b"<html>"}
    )
    head.press("Dosyayı kaydet")
    assert head.sees("Düzeltilmesi gerekenler var")
    head.go(reverse("admin:centers_monitoringguide_act", args=[guide.pk, "publish_guide"]))
    head.page.get_by_label("Yürürlük başlangıcı").fill(localdate().isoformat())
    head.press("Yayımla")
    guide.refresh_from_db()
    return guide


def begin_period(head, center):
    head.go(reverse("centers:center", args=[center.pk]))
    head.follow("İzleme dönemi başlat")
    head.page.get_by_label("Dönemin adı").fill("Birinci dönem")
    head.page.get_by_label("İlk gün").fill(localdate().isoformat())
    head.page.get_by_label("Son gün").fill((localdate() + timedelta(days=90)).isoformat())
    head.press("Dönemi başlat")


def find_and_improve(head, writer, page):
    """A finding of who monitors, and what the centre does about it."""
    head.go(page)
    head.follow("Bulgu yaz")
    head.page.get_by_label("Bulgu").fill("Atölyenin havalandırması yetersiz; eğitimler bölünerek yapılıyor.")
    head.page.get_by_label("Düzeyi").select_option(index=1)
    head.press("Bulgu yaz")
    writer.go(page)
    writer.follow("İyileştirme planla")
    writer.page.get_by_label("Ne yapılacak?").fill("Havalandırma yenilenecek.")
    writer.page.get_by_label("Sorumlu").fill("Okul müdürlüğü")
    writer.page.get_by_label("Son gün").fill((localdate() + timedelta(days=60)).isoformat())
    writer.press("İyileştirme planla")
    writer.follow("İyileştirmeyi izle")
    writer.page.get_by_label("Yapılan", exact=True).fill("Havalandırma yenilendi.")
    writer.press("İyileştirmeyi izle")
