"""What centres have in every door, in the browser, wide and narrow: lists of requests, tables and codes in the admin, duties, the search."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import Duty, User
from centers.choices import ChainStatus, MonitoringStatus, WorkKind
from centers.models import StaffAssignment
from centers.papers import issue_monitoring
from tests.centers.test_work_files import PROJECT, RESEARCH, TITLES
from tests.e2e.test_pages import LONG
from tests.factories import make_school, make_user
from tests.factories.center_monitoring import make_monitoring
from tests.factories.center_plans import make_plan, make_reopening
from tests.factories.centers import make_center, make_task
from tests.factories.programmes import make_activity, make_need, make_programme
from tests.factories.staff import make_team
from tests.factories.works import make_work

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
NAME = "Şanlıurfa Endüstriyel Otomasyon Teknolojileri Sektörel Mükemmeliyet Merkezi"


def picture(visitor, name):
    """Kept where somebody wants to look at the pages."""
    if folder := os.environ.get("PICTURES"):
        visitor.page.screenshot(path=Path(folder) / f"{name}-{visitor.widths[0]}.png", full_page=True)


@pytest.fixture
def center(transactional_db):
    return make_center(school=make_school(name=LONG), name=NAME)


def both(person, center):
    """Somebody of the General Directorate who is the centre's general coordinator as well."""
    user = person(Role.EXPERT)
    Duty.objects.create(
        user=user, role=Role.GENERAL_COORDINATOR, institution_code=center.school.code, starts_on=date(2024, 1, 1)
    )
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_requests_to_open_plans_again(visitor, person, center, width):
    reason = "Firma beş eksenli tezgâh eğitimini gelecek yıla erteledi; hedef değerin düşürülmesi gerekiyor."
    make_reopening(ChainStatus.AT_DIRECTORATE, plan=make_plan(ChainStatus.RECEIVED, center=center), reason=reason)
    expert = visitor(person(Role.EXPERT), width=width)
    expert.go(reverse("centers:reopenings"))
    picture(expert, "reopenings")
    expert.go(reverse("centers:reopenings") + "?q=olmayan")
    expert.go(reverse("centers:reopenings") + "?bende=on")
    expert.follow(NAME)
    assert expert.sees(reason)
    expert.go(reverse("admin:centers_planreopening_changelist") + "?bende=1")
    picture(expert, "admin-reopenings")


def faulty_table():
    """A good row, and one whose budget is no amount."""
    rows = [";".join(row.get(title, "") for title in TITLES) for row in (RESEARCH, {**PROJECT, "Bütçe": "çok"})]
    content = "\n".join([";".join(TITLES), *rows]).encode("utf-8-sig")
    return {"name": "calismalar.csv", "mimeType": "text/csv", "buffer": content}


@pytest.mark.parametrize("width", [1280, 360])
def test_tables_and_codes_in_the_admin(visitor, person, center, width):
    programme = make_programme("chain_approved", center=center)
    held = make_activity("activity_held", programme=programme)
    session = held.sessions.first()
    user = visitor(both(person, center), width=width)
    user.go(reverse("admin:centers_center_change", args=[center.pk]))
    user.follow("Çalışmaları dosyayla yaz")
    user.page.set_input_files("input[name=file]", files=[faulty_table()])
    user.press("Denetle ve yaz")
    assert user.sees("Dosyadan hiçbir çalışma yazılmadı")
    picture(user, "admin-table")
    user.go(reverse("admin:centers_activity_table", args=[held.pk, "katilimcilar"]))
    user.go(reverse("admin:centers_activity_change", args=[held.pk]))
    picture(user, "admin-activity")
    user.go(reverse("admin:centers_activity_code", args=[held.pk, session.pk]))
    picture(user, "admin-code")
    user.go(reverse("admin:centers_activity_code", args=[held.pk, session.pk]) + "?basili")
    user.follow("Yoklama gir (düzelt ve tamamla)")


@pytest.mark.parametrize("width", [1280, 360])
def test_who_may_not_is_told_why_in_the_admin(visitor, person, center, width):
    held = make_activity("activity_held", programme=make_programme("chain_approved", center=center))
    session = held.sessions.first()
    other = visitor(person(Role.EXPERT), width=width)
    other.go(reverse("admin:centers_activity_code", args=[held.pk, session.pk]))
    runs = visitor(make_user(Role.GENERAL_COORDINATOR, school=center.school), width=width)
    runs.go(reverse("centers:results_file", args=[held.pk]))
    picture(runs, "results")
    other.go(reverse("admin:centers_center_table", args=[center.pk, "calismalar"]))
    assert other.sees("İşlem şu an yapılamaz")


def full_of_records(center, general):
    """More needs than are shown, a work of each kind, a plan, a task."""
    for number in range(7):
        make_need(center=center, by=general, title=f"{LONG} {number}")
    for kind in WorkKind:
        make_work(kind, center=center, by=general, title=f"{kind.label}: {LONG}")
    make_plan(center=center)
    make_task("task_given", center, title="Atölye donanımı ve yazılım lisansları anketi")


@pytest.mark.parametrize("width", [1280, 360])
def test_duties_with_their_records(visitor, person, center, width):
    center, team = make_team(center, others=0)
    general = make_user(Role.GENERAL_COORDINATOR, school=center.school)
    today = localdate()
    StaffAssignment.objects.update(starts_on=today.replace(day=1), until=today.replace(year=today.year + 2))
    full_of_records(center, general)
    period = make_monitoring(MonitoringStatus.CLOSED, center=center)
    issue_monitoring(period)
    coordinator = visitor(general, width=width)
    coordinator.go(reverse("centers:duties"))
    picture(coordinator, "duties")
    coordinator.go(reverse("centers:monitoring", args=[period.pk]))
    picture(coordinator, "monitoring")
    expert = visitor(person(Role.EXPERT), width=width)
    for one in team.values():
        expert.go(reverse("centers:assignment", args=[one.pk]))
    picture(expert, "assignment")
    expert.go(reverse("admin:centers_staffassignment_change", args=[team["general"].pk]))
    picture(expert, "admin-assignment")
    expert.go("/ara/?q=endustriyel")
    assert expert.sees("Mükemmeliyet merkezleri")
    picture(expert, "search")
    expert.go(reverse("admin:centers_center_changelist") + f"?rapor={today.year - 1}")
    expert.go(reverse("centers:assignment_new", args=[center.pk]))
    picture(expert, "proposal")
