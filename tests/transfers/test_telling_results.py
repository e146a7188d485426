"""Who hears of a decision on an objection, and whose student another placement moved."""

from __future__ import annotations

import pytest

from accounts.choices import Role
from tests.factories import make_school, make_user
from tests.factories.transfers import announce, make_objection, make_run
from tests.transfers.test_objections import TEXT, accepted, objection_of, principal_of, world  # noqa: F401
from transfers.acts import OBJECTION
from transfers.choices import RunPurpose
from transfers.telling_results import tell_of_objection, tell_of_results
from workflow.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_the_students_side_hears_of_the_decision_once(world):  # noqa: F811
    _, _, (*_, last), sitting = world
    made = objection_of(last)
    director = make_user(Role.PROVINCE_DIRECTOR, province=last.school.province)
    other = make_user(Role.PRINCIPAL, school=make_school())
    tell_of_objection(made, on=sitting.meets_on)
    assert told(made.submitted_by) == []  # nothing is decided yet

    decided = OBJECTION.acts["reject_objection"](
        made, by=director, on=sitting.meets_on, sitting=sitting, reason="Belge 70 gösteriyor."
    )
    for _ in range(2):
        tell_of_objection(decided, on=sitting.meets_on)

    said = f"Nakil itirazı reddedildi: {last.pk:09d} no.lu başvuru. Gerekçesi itirazın sayfasında."
    assert told(made.submitted_by) == told(director) == [said]
    assert told(other) == []


def test_the_act_has_it_told(world, django_capture_on_commit_callbacks):  # noqa: F811
    _, _, (*_, last), sitting = world
    with django_capture_on_commit_callbacks(execute=True):
        made = accepted(objection_of(last), sitting)

    (said,) = told(made.submitted_by)
    assert said.startswith("Nakil itirazı kabul edildi")
    assert Notice.objects.filter(user=made.submitted_by).get().url == f"/nakil/itirazlar/{made.pk}/"


def test_only_those_hear_of_another_placement_whose_student_it_moved(world):  # noqa: F811
    taking, first, (best, second, last), sitting = world
    accepted(objection_of(last), sitting)
    run = make_run(taking, RunPurpose.OBJECTION, on=taking.objections_until)
    announce(run, on=taking.objections_until)
    run.refresh_from_db()
    people = {one: principal_of(one) for one in (best, second, last)}
    there = make_user(Role.PRINCIPAL, school=run.offers.get().quota.school)
    outside = make_user(Role.PROVINCE_DIRECTOR, province=34)

    for _ in range(2):
        tell_of_results(run)

    said = f"İtirazlardan sonraki yerleştirme ilan edildi ({taking.school_year}): görev alanınızda {{}} öğrencinin sonucu değişti."
    assert told(people[second]) == told(people[last]) == [said.format(1)]
    assert told(there) == [said.format(2)]
    assert told(people[best]) == told(outside) == []
    assert Notice.objects.filter(user=there).get().url == f"/nakil/yerlestirme/{run.pk}/fark/{first.pk}/"


def test_the_comparison_shows_each_the_own_students(world, client):  # noqa: F811
    taking, first, (_best, second, last), sitting = world
    accepted(objection_of(last), sitting)
    run = make_run(taking, RunPurpose.OBJECTION, on=taking.objections_until)
    address = f"/nakil/yerlestirme/{run.pk}/fark/{first.pk}/"
    client.force_login(principal_of(last))
    assert client.get(address).status_code == 404  # not announced yet
    announce(run, on=taking.objections_until)

    page = client.get(address).content.decode()

    assert "Görev alanınızdaki öğrencilerden: 1 öğrenci yerleşiyor, 0 öğrencinin yeri değişiyor, 0 öğrenci" in page
    assert f"/nakil/basvuru/{last.pk}/" in page
    assert f"/nakil/basvuru/{second.pk}/" not in page
    client.force_login(make_user(Role.EXPERT))
    assert "1 öğrenci yerleşiyor, 0 öğrencinin yeri değişiyor, 1 öğrenci" in client.get(address).content.decode()


def test_a_waiting_objection_tells_nobody():
    made = make_objection()

    tell_of_objection(made, on=made.submitted_on)

    assert not Notice.objects.filter(url__contains="itirazlar").exists()
