"""The calendar of centres, a calendar's secret address, and attendance by code in Chromium, wide and narrow."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from accounts.choices import Role
from centers import attending as web
from tests.e2e.test_pages import LONG
from tests.factories import make_school
from tests.factories.centers import make_answer, make_center
from tests.factories.programmes import make_activity, make_programme

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize("width", [1280, 360])
def test_the_calendar_is_read_and_taken_along(visitor, person, width):
    center = make_center(school=make_school(name=LONG))
    answer = make_answer(center=center)
    writer = visitor(person(Role.DEVELOPMENT_COORDINATOR, school=center.school), width=width)
    writer.go(f"{reverse('centers:calendar_of', args=[center.pk])}?ay={answer.task.due_on:%Y-%m}")
    assert writer.sees(answer.task.title)
    writer.follow("Liste görünümü")
    writer.follow(answer.task.title)
    assert writer.sees("Donanım anketi")
    writer.go(reverse("centers:calendar"))
    writer.follow("Sonraki ay")
    writer.follow("Takvim aboneliği")
    writer.press("Takvim adresi al")
    secret = writer.page.locator("code").inner_text()
    assert writer.page.request.get(secret).text().startswith("BEGIN:VCALENDAR")
    writer.click(writer.page.get_by_role("button", name="Adresi kapat"))
    assert writer.page.request.get(secret).status == 404


@pytest.mark.provision("smm/5/1/c")
@pytest.mark.parametrize("width", [1280, 360])
def test_a_participant_marks_herself_by_the_code(visitor, person, width, monkeypatch):
    center = make_center(school=make_school(name=LONG))
    held = make_activity("activity_held", programme=make_programme("chain_approved", center=center))
    session = held.sessions.order_by("day")[0]
    begins = datetime.combine(session.day, session.starts_at, get_current_timezone())
    monkeypatch.setattr(web, "localtime", lambda: begins + timedelta(minutes=5))
    coordinator = visitor(person(Role.GENERAL_COORDINATOR, school=center.school), width=width)
    coordinator.go(reverse("centers:activity", args=[held.pk]))
    coordinator.follow("Karekod göster")
    assert coordinator.page.locator(".check-in-code svg").bounding_box()["width"] > 250
    coordinator.follow("Basılacak karekod")

    phone = visitor(width=width)
    phone.go(reverse("centers:check_in", args=[web.CODE.sign(f"{session.pk}.{web.SCREEN}.1")]))
    one = held.participants.first()
    phone.page.get_by_label("Soyadınız").fill("Yanlış")
    phone.page.get_by_label("T.C. kimlik numaranızın son dört rakamı").fill(one.identity_number[-4:])
    phone.press("Buradayım")
    assert phone.sees("katılımcısı yok")
    phone.page.get_by_label("Soyadınız").fill(one.last_name)
    phone.press("Buradayım")
    assert phone.sees("Katılımınız yazıldı")
    phone.go(reverse("centers:check_in", args=["bozuk"]))
    assert phone.sees("Bu karekod geçerli değil.")
