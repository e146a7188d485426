"""The selection of a coordinator in Chromium, wide and narrow: called, applied for, examined, scored, reported, proposed, assigned."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from centers.choices.selection import CallStatus, CandidacyStatus
from centers.models import PostApplication, SelectionCall, StaffAssignment
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.e2e.test_pages import LONG
from tests.factories import PNG, make_field, make_school
from tests.factories.centers import make_center
from tests.factories.selection import MEMBERS, bring_call, called_of, identity_number, make_application, make_call
from tests.factories.staff import make_staff, post_of, with_posts

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
NAME = "Şanlıurfa Endüstriyel Otomasyon Teknolojileri Sektörel Mükemmeliyet Merkezi"
TODAY = localdate()
DAY = timedelta(days=1)
TEACHER = "Şükriye Nur Çağlayanoğlu Işıktaş"


def _call(expert, head, center):
    """Prepared by one, with criteria, announced by another."""
    expert.go(reverse("centers:center", args=[center.pk]))
    expert.follow("Çağrı hazırla")
    expert.press("Taslağı kaydet")
    assert expert.sees("Bu alan zorunlu.")
    for label in ("Genel koordinatör", "Mesleki gelişim koordinatörü (2"):
        if expert.page.get_by_label(label).count():
            expert.page.get_by_label(label).first.check()
    expert.page.locator("[name=posts]").first.check()
    for name, days in (
        ("applications_from", 0),
        ("applications_until", 5),
        ("evaluation_until", 20),
        ("results_on", 30),
    ):
        expert.page.locator(f"[name={name}]").fill((TODAY + days * DAY).isoformat())
    expert.page.locator("[name=is_compulsory_service_place]").select_option(label="Hayır")
    expert.page.locator("[name=instructions]").fill("Başvurular sistemden yapılır.")
    expert.press("Taslağı kaydet")
    expert.follow("Ölçütleri belirle")
    for number, (name, weight, most) in enumerate((("Mesleki birikim", 60, 100), ("Sunum", 30, 20)), start=1):
        for what, value in (("name", name), ("weight", weight), ("maximum", most)):
            expert.page.locator(f"[name={what}_{number}]").fill(str(value))
    expert.press("Ölçütleri belirle")
    assert expert.sees("Ağırlıkların toplamı 100 olmalıdır; şimdi 90")
    expert.page.locator("[name=weight_2]").fill("40")
    expert.press("Ölçütleri belirle")

    head.go("/")
    head.follow("koordinatör seçimi")
    head.follow("Çağrıyı ilan et")
    head.press("Çağrıyı ilan et")
    assert head.sees("İlan edildi")


def _apply(teacher, called):
    """From the first page to an application that is begun, by way of a number that is refused."""
    teacher.go("/")
    teacher.follow("Başvuruya açık çağrılar")
    teacher.follow("koordinatör seçimi")
    teacher.page.locator(f"a[href='{reverse('centers:application_new', args=[called.pk])}']").click()
    teacher.page.wait_for_load_state()
    teacher.look()
    teacher.page.locator("[name=name]").fill(TEACHER)
    teacher.page.locator("[name=identity_number]").fill("12345678901")
    teacher.press("Başvuruyu aç")
    assert teacher.sees("geçerli değil")
    teacher.page.locator("[name=identity_number]").fill(identity_number())
    teacher.page.locator("[name=ministry_post]").select_option(label="Evet")
    teacher.page.locator("[name=started_on]").fill("2015-09-01")
    teacher.page.locator("[name=compulsory_service]").select_option(label="Tamamlandı")
    teacher.page.locator("[name=teacher_kind]").select_option(value="workshop")
    teacher.page.locator("[name=appointed_field]").select_option(value="04")
    teacher.press("Başvuruyu aç")
    assert teacher.sees("hizmet kaydı")


def _hand_in(teacher):
    """The record with its paper, by way of days that are refused."""
    _serve(teacher, (TODAY + DAY).isoformat(), refused="İleri bir gün olamaz")
    teacher.page.locator("[name=first_day]").fill("2015-09-01")
    teacher.press("Hizmet ekle")
    _serve(teacher, "2020-01-01", refused="çakışıyor")
    teacher.follow("Vazgeç")
    teacher.follow("Belge ekle")
    teacher.page.locator("[name=file]").set_input_files({"name": "hizmet.png", "mimeType": "image/png", "buffer": PNG})
    teacher.press("Ekle")
    teacher.follow("Başvuruyu ver")
    teacher.press("Başvuruyu ver")
    assert teacher.sees("Başvuru verildi")


def _serve(teacher, first_day, *, refused):
    teacher.follow("Hizmet ekle")
    teacher.page.locator("[name=duty]").select_option(value="department_head")
    teacher.page.locator("[name=first_day]").fill(first_day)
    teacher.page.locator("[name=institution]").fill("Ostim Mesleki ve Teknik Anadolu Lisesi")
    teacher.page.locator("[name=attached]").select_option(label="Evet")
    teacher.press("Hizmet ekle")
    assert teacher.sees(refused)


def _commission(officer, call):
    officer.go(reverse("centers:call", args=[call.pk]))
    officer.follow("Komisyonu yaz")
    for seat, (name, title) in MEMBERS.items():
        officer.page.locator(f"[name={seat}_name]").fill(name)
        officer.page.locator(f"[name={seat}_title]").select_option(value=str(title))
    officer.page.locator("[name=vocational_name]").fill("Nermin Akyol")
    officer.press("Komisyonu yaz")
    assert officer.sees("bir kişi iki koltukta oturamaz")
    officer.page.locator("[name=vocational_name]").fill("Okan Bulut")
    officer.press("Komisyonu yaz")


def _evaluate(officer, call, one):
    """Closed for applications, scored, minuted, sent."""
    officer.go(reverse("centers:call", args=[call.pk]))
    officer.follow("Başvuruları kapat ve incele")
    officer.press("Başvuruları kapat ve incele")
    officer.go(reverse("centers:application", args=[one.pk]))
    assert officer.sees("Şartların incelenmesi")
    officer.follow("Puanla")
    officer.press("Puanla")
    assert officer.sees("Düzeltilmesi gerekenler var")
    for seat in MEMBERS:
        officer.page.locator(f"[name={seat}_1]").fill("82,5")
        officer.page.locator(f"[name={seat}_2]").fill("17")
    officer.press("Puanla")
    officer.go(reverse("centers:call", args=[call.pk]))
    officer.follow("Değerlendirmeyi tamamla")
    officer.page.locator("[name=minutes]").fill("Aday dinlendi.")
    officer.press("Değerlendirmeyi tamamla")
    officer.follow("Bakanlığa gönder")
    officer.press("Bakanlığa gönder")
    assert officer.sees("Bakanlığa gönderildi")


@pytest.mark.provision("smm/10/1", "smm/10/2", "smm/10/3", "smm/10/4")
@pytest.mark.parametrize("width", [1280, 360])
def test_from_the_call_to_the_assigned_coordinator(visitor, person, width):
    center = with_posts(make_center(school=make_school(name=LONG), name=NAME, fields=[make_field("04")]))
    make_staff(post=post_of(center, "english_coordinator"))
    expert, head = visitor(person(Role.EXPERT), width=width), visitor(person(Role.DEPARTMENT_HEAD), width=width)
    _call(expert, head, center)
    call = SelectionCall.objects.get()
    teacher = visitor(person(Role.TEACHER), width=width)
    _apply(teacher, called_of(call, call.posts.exclude(role="english_coordinator").first().role))
    _hand_in(teacher)
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6), width=width)
    _commission(officer, call)
    SelectionCall.objects.filter(pk=call.pk).update(applications_from=TODAY - 9 * DAY, applications_until=TODAY - DAY)
    one = PostApplication.objects.get()
    _evaluate(officer, call, one)

    expert.go(reverse("centers:application", args=[one.pk]))
    assert expert.sees("1. sıra, 83,50 puan.")
    expert.follow("Başvuranı inha et")
    expert.page.locator("[name=starts_on]").fill(TODAY.isoformat())
    expert.page.locator("[name=ends_on]").fill("2030-06-30")
    expert.press("İnhayı hazırla")
    expert.follow("İnhayı gönder")
    expert.press("İnhayı gönder")
    head.go(reverse("centers:assignment", args=[StaffAssignment.objects.get(application=one).pk]))
    head.follow("Görevlendir")
    head.press("Görevlendir")
    assert head.sees("Görevlendirildi")


def test_the_pages_of_calls_and_applications(visitor, person):
    center = with_posts(make_center(school=make_school(name=LONG), name=NAME, fields=[make_field("04")]))
    call = make_call(center=center, title=f"{NAME}: koordinatör seçimi")
    told = make_application(called=called_of(call), full_name=TEACHER, by=person(Role.TEACHER))
    make_application(called=called_of(call), ministry_post=False, compulsory_service="pending")
    bring_call(call, CallStatus.SENT)
    expert = visitor(person(Role.EXPERT), width=WIDE_AND_NARROW)
    for name in ("calls", "applications", "open_calls"):
        expert.go(reverse(f"centers:{name}"))
    expert.go(reverse("centers:call", args=[call.pk]))
    expert.go(reverse("centers:application", args=[told.pk]))
    expert.go(reverse("centers:candidate_propose", args=[told.pk]))
    teacher = visitor(told.account, width=WIDE_AND_NARROW)
    for name in ("my_applications", "open_calls", "events"):
        teacher.go(reverse(f"centers:{name}"))
    teacher.go(reverse("centers:application", args=[told.pk]))
    assert teacher.sees("Değerlendiriliyor")
    assert PostApplication.objects.filter(status=CandidacyStatus.UNQUALIFIED).count() == 1
