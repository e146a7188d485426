"""Centres in Chromium, wide and narrow: founded, staffed, asked, answered along the chain, each by who has the step."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from centers.choices import CenterStatus, ChainStatus
from centers.models import Center, TaskAnswer
from tests.e2e.test_pages import LONG
from tests.factories import make_field, make_school
from tests.factories.centers import make_answer, make_center, make_task, people_of_chain
from tests.factories.staff import make_staff, post_of, with_posts

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
NAME = "Şanlıurfa Endüstriyel Otomasyon Teknolojileri Sektörel Mükemmeliyet Merkezi"


@pytest.mark.provision("smm/4/1")
@pytest.mark.parametrize("width", [1280, 360])
def test_a_centre_is_founded(visitor, person, width):
    make_field("11", "Endüstriyel Otomasyon Teknolojileri")
    school = make_school(name=LONG)
    expert = visitor(person(Role.EXPERT), width=width)
    expert.go(reverse("centers:list"))
    expert.go(reverse("centers:center_new"))
    expert.press("Öner")
    assert expert.sees("Bu alan zorunlu.")
    expert.page.get_by_label("Okulun kurum kodu").fill(school.code)
    expert.page.get_by_label("Merkezin adı").fill(NAME)
    expert.page.get_by_label("Faaliyet göstereceği alanlar").select_option(value="11")
    expert.page.get_by_label("Kuruluş gerekçesi").fill("Sektörün ilgisi ve öğretmenlerin mesleki gelişim ihtiyacı.")
    expert.press("Öner")
    assert expert.sees("Kuruluşu önerildi")

    head = visitor(person(Role.DEPARTMENT_HEAD), width=width)
    head.go("/")
    head.follow(NAME)
    head.follow("Merkezi kur")
    head.press("Merkezi kur")
    assert head.sees("Faaliyette")
    for name in ("set_fields", "rename_center", "set_posts", "propose_closing"):
        head.go(reverse("centers:center_act", args=[Center.objects.get().pk, name]))


def _answered(writer, title):
    """From the first page to the task, and its answer on its way."""
    writer.go("/")
    writer.follow(title)
    writer.follow("Yanıtı yaz")
    writer.page.get_by_label("Yanıt").fill("CNC torna tezgâhı: 4. Kaynak simülatörü: 1.")
    writer.press("Yanıtı yaz")
    writer.follow("Gönder")
    writer.press("Gönder")
    assert writer.sees("Genel koordinatörde")
    return writer


@pytest.mark.provision("smm/5/3")
@pytest.mark.parametrize("width", [1280, 360])
def test_an_answer_is_returned_and_comes_again(visitor, person, width):
    center = make_center(school=make_school(name=LONG), name=NAME)
    task = make_task("task_given", center, due_on=localdate(), title="Atölye donanımı ve yazılım lisansları anketi")
    people = people_of_chain(center)
    writer = _answered(visitor(people["writer"], width=width), task.title)

    general = visitor(people["coordinator"], width=width)
    general.go(reverse("centers:answer", args=[task.answers.get().pk]))
    general.follow("Merkeze iade et")
    general.page.get_by_label("İadenin nedeni").fill("Adetler eksik.")
    general.page.locator("[name=note_text]").fill("Her tezgâhın markasını ve yaşını yazın.")
    general.press("Merkeze iade et")
    assert general.sees("Merkeze iade edildi")

    answer = TaskAnswer.objects.get()
    writer.go(reverse("centers:answer", args=[answer.pk]))
    writer.follow("Yanıtla")
    writer.page.get_by_label("Ne yaptınız?").fill("Markaları ve yaşları ekledim.")
    writer.press("Yanıtı kaydet")
    writer.follow("Gönder")
    writer.press("Gönder")
    answer.refresh_from_db()
    assert answer.status == ChainStatus.AT_COORDINATOR


@pytest.mark.parametrize("width", [1280, 360])
def test_tasks_and_answers_of_the_directorate(visitor, person, width):
    answer = make_answer(ChainStatus.RETURNED, center=make_center(school=make_school(name=LONG), name=NAME))
    expert = visitor(person(Role.EXPERT), width=width)
    for name in ("tasks", "answers", "task_new"):
        expert.go(reverse(f"centers:{name}"))
    expert.go(reverse("centers:task", args=[answer.task_id]))
    expert.go(reverse("centers:answer", args=[answer.pk]))
    assert expert.sees("henüz yanıtlanmadı")


def _says_what_was_found(expert):
    """Without a call each condition is found met by a person, and the ground says by what."""
    expert.press("İnhayı hazırla")
    assert expert.sees("Karşılandığı tespit edilen şartları işaretleyin.")
    expert.page.get_by_label("Dayanak").fill("Değerlendirme komisyonunun tutanağı")
    expert.page.get_by_label("Bakanlık kadrolarında").check()
    expert.press("İnhayı hazırla")
    assert expert.sees("Karşılandığı tespit edilmeyen: SMM Yönergesi m. 6/1-b")
    for box in expert.page.locator("input[name=conditions]").all():
        box.check()
    expert.press("İnhayı hazırla")


@pytest.mark.provision("smm/4/4")
@pytest.mark.parametrize("width", [1280, 360])
def test_a_team_is_proposed_and_assigned(visitor, person, width):
    center = with_posts(make_center(school=make_school(name=LONG), name=NAME), 3)
    english = make_staff(post=post_of(center, "english_coordinator"), number="10000000146")
    expert = visitor(person(Role.EXPERT), width=width)
    expert.go(reverse("centers:center", args=[center.pk]))
    assert expert.sees("Genel koordinatör yok")
    expert.follow("İnha hazırla")
    expert.page.get_by_label("Adı soyadı").fill("Şükriye Nur Çağlayanoğlu Işıktaş")
    expert.page.get_by_label("Öğretmenliği").select_option(label="Atölye ve laboratuvar öğretmeni")
    expert.page.get_by_label("İlk günü").fill(localdate().isoformat())
    expert.page.get_by_label("Son günü").fill("2030-06-30")
    _says_what_was_found(expert)
    expert.follow("İnhayı gönder")
    expert.press("İnhayı gönder")

    head = visitor(person(Role.DEPARTMENT_HEAD), width=width)
    head.go(reverse("centers:staff"))
    head.follow("Şükriye Nur Çağlayanoğlu Işıktaş")
    head.follow("Görevlendir")
    head.press("Görevlendir")
    assert head.sees("Görevlendirildi")
    head.go(reverse("centers:assignment", args=[english.pk]))
    head.go(reverse("centers:assignment_again", args=[english.pk]))
    general = visitor(person(Role.GENERAL_COORDINATOR, school=center.school), width=width)
    general.go(reverse("centers:duties"))
    general.go(reverse("centers:assignment_act", args=[english.pk, "divide_work"]))
    assert Center.objects.get().status == CenterStatus.OPEN
