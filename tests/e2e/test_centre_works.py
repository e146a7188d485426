"""The works of a centre in the browser: each page at both widths, and a coordinator's way from a new work to its end."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from centers.choices import WorkKind as K, WorkStatus as S
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.factories import make_user
from tests.factories.centers import make_center
from tests.factories.works import make_announced, make_output_file, make_work, with_partner

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "Otomotiv Gövde Onarımı ve Kaynak Teknolojileri Öğretmenlerinin Geliştirilmesi İçin Ülkeler Arası Ortak Çalışma"


@pytest.fixture
def center(transactional_db):
    return make_center()


def test_the_pages_of_works(visitor, center):
    project = with_partner(make_work(K.PROJECT, S.UNDER_WAY, center=center, title=LONG), name=LONG)
    make_output_file(project)
    done = make_work(K.RESEARCH, S.FINISHED, center=center)
    dropped = make_work(K.PROMOTION, S.DROPPED, center=center)
    event = make_announced(center=center, title=LONG)
    browser = visitor(make_user(Role.GENERAL_COORDINATOR, school=center.school), width=WIDE_AND_NARROW)

    for work in (project, done, dropped, event):
        browser.go(reverse("centers:work", args=[work.pk]))
    for name in ("works", "work_figures", "events"):
        browser.go(reverse(f"centers:{name}"))
    browser.go(reverse("centers:works") + "?tur=sector")
    browser.go(reverse("centers:events") + "?q=olmayan")
    browser.go(reverse("centers:center", args=[center.pk]))
    for kind in K:
        browser.go(reverse("centers:work_new", args=[center.pk, kind]))
    browser.go(reverse("centers:bring_output", args=[project.pk]))
    for act in (
        "correct_work",
        "finish_work",
        "add_partner",
        "drop_partner",
        "add_output",
        "drop_output",
        "drop_work",
    ):
        browser.go(reverse("centers:work_act", args=[project.pk, act]))


def test_a_coordinator_writes_a_work_and_finishes_it(visitor, center):
    center.fields.update(starts_on=center.founded_on)
    browser = visitor(make_user(Role.GENERAL_COORDINATOR, school=center.school))
    page, today = browser.page, localdate().isoformat()
    browser.go(reverse("centers:center", args=[center.pk]))
    browser.follow("Sektör ve sosyal ortaklarla iş birliği")
    browser.press("Çalışmayı yaz")
    assert browser.sees("Bu alan zorunlu")
    page.get_by_label("Çalışmanın adı").fill("İşletmede öğretmen günleri")
    page.get_by_label("Açıklama").fill("Öğretmenler işletmede çalışır.")
    page.locator("select[name=fields]").select_option(center.fields.get().field.code)
    page.get_by_label("İlk gün").fill(today)
    page.get_by_label("Kuruluşun adı").fill("Ostim OSB")
    page.locator("select[name=country]").select_option("TR")
    browser.press("Çalışmayı yaz")
    browser.follow("Başlat")
    browser.press("Başlat")
    browser.follow("Tamamla")
    page.get_by_label("Bittiği gün").fill(today)
    page.get_by_label("Sonuç").fill("On iki öğretmen katıldı.")
    browser.press("Tamamla")

    assert browser.sees("Tamamlandı")
    assert browser.sees("On iki öğretmen katıldı.")
