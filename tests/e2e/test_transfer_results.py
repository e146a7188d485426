"""What follows applications in Chromium, wide and narrow: placements, results, objections, figures, flows, files, the desk."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from tests.e2e.clock import clock  # noqa: F401
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.e2e.test_pages import LONG
from tests.factories.commissions import evaluate, make_commission, make_sitting
from tests.factories.transfers import (
    announce,
    in_area,
    make_application,
    make_open_round,
    make_quota,
    make_run,
    make_school_of_applicants,
    make_school_with_quota,
    student_number,
)
from tests.transfers.test_objections import accepted, objection_of
from transfers.choices import ApplicationStatus, QuotaStatus, RunPurpose, SittingStatus
from transfers.models import TransferRound
from transfers.rules.preferences import Choice

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
PLACES = ((6, "Ankara"), (34, "İstanbul"), (35, "İzmir"), (16, "Bursa"), (1, "Adana"), (65, "Van"), (61, "Trabzon"))


def many_results(today: Any) -> TransferRound:
    """Students of seven provinces who ask for places in three of them; a school with a name of 98 characters among both."""
    from tests.factories import make_province

    for plate, name in PLACES:
        make_province(plate, name)
    taking = make_open_round(today)
    TransferRound.objects.filter(pk=taking.pk).update(status="round_announced")
    taking.refresh_from_db()
    quotas = [taking.quotas.get()]
    for plate, name in ((34, LONG), (35, "Ege Denizcilik Mesleki ve Teknik Anadolu Lisesi")):
        school = in_area(make_school_with_quota(name=name, province=plate), f"Alan {plate}")
        quotas.append(make_quota(QuotaStatus.APPROVED, round=taking, school=school, on=today, day_places=4))
    TransferRound.objects.filter(pk=taking.pk).update(status="round_open")
    for number in range(24):
        plate = PLACES[number % len(PLACES)][0]
        own = make_school_of_applicants(province=plate, **({"name": LONG} if number == 2 else {}))
        wishes = [
            Choice(one.pk, "day") for one in quotas if one.school.registration_area_id != own.registration_area_id
        ]
        wishes = wishes[number % 2 :] + wishes[: number % 2]
        score = Decimal(60 + number)
        make_application(
            own=own, on=today, preferences=wishes, values={"grade_9": score, "grade_10": score + Decimal("0.5")}
        )
    return evaluate(TransferRound.objects.get(pk=taking.pk))


@pytest.fixture
def results(transactional_db):
    """Announced, with one objection that waits, one that was accepted, and a placement after it that is not announced."""
    taking = many_results(localdate())
    day = taking.results_on
    announce(make_run(taking))
    taking.refresh_from_db()
    waiting = taking.applications.filter(status=ApplicationStatus.WAITING).order_by("pk")
    first = waiting[0]
    commission = make_commission(round=taking, province=first.school.province, staffed=True, on=day)
    sitting = make_sitting(SittingStatus.HELD, commission=commission, on=day)
    decided = accepted(objection_of(first), sitting)
    second = make_run(taking, RunPurpose.OBJECTION, on=day)
    open_one = objection_of(taking.applications.get(school__name=LONG))
    return {"taking": taking, "sitting": sitting, "decided": decided, "open": open_one, "second": second}


def pages_of(made: dict[str, Any]) -> list[tuple[str, str]]:
    """(name, address) of the General Directorate's pages."""
    taking, second = made["taking"], made["second"]
    first = taking.runs.get(number=1)
    named = {
        "rounds": (), "round": (taking.pk,), "runs": (), "run_new": (taking.pk,), "run": (first.pk,),
        "run_comparison": (second.pk, first.pk), "objections": (), "objection": (made["decided"].pk,), "figures": (),
        "figures_field": (), "figures_origin": (), "cutoffs": (), "commissions": (), "commission": (made["sitting"].commission_id,),
        "sitting": (made["sitting"].pk,), "applications": (),
    }  # fmt: skip
    addresses = [(name, reverse(f"transfers:{name}", args=keys)) for name, keys in named.items()]
    flows = reverse("desk:transfer_flows")
    act = reverse("transfers:run_act", args=[second.pk, "announce_run"])
    return [*addresses, ("run_act", act), ("flows", flows), ("flows_to", f"{flows}?il=34&yon=gelen"), ("desk", "/")]


@pytest.mark.parametrize("width", [1280, 360])
def test_pages_of_the_general_directorate(visitor, person, clock, results, width):  # noqa: F811
    clock.pass_until(results["taking"].results_on)
    head = visitor(person(Role.DEPARTMENT_HEAD), width=width)

    for _, address in pages_of(results):
        head.go(address)
    assert head.sees("Kabulü veya ilanı bekleyen yerleştirmeler")
    head.go(reverse("desk:transfer_flows"))
    head.page.get_by_label("İl", exact=True).select_option(label="Ankara")
    head.page.get_by_label("Yön").select_option(label="İle gelenler")
    head.press("Ara")
    assert head.sees("Ankara: gelenler")
    head.go(reverse("transfers:figures") + "?donem=" + str(results["taking"].pk))
    head.follow("Akışlar")
    assert head.sees("Hangi ilden hangi ile")


@pytest.mark.parametrize("width", [1280, 360])
def test_pages_of_schools_and_provinces(visitor, person, clock, results, width):  # noqa: F811
    clock.pass_until(results["taking"].results_on)
    waits = results["open"]
    school = waits.application.school
    principal = visitor(person(Role.PRINCIPAL, school=school), width=width)
    for name, keys in (
        ("objections", ()),
        ("objection", (waits.pk,)),
        ("objection_act", (waits.pk, "withdraw_objection")),
        ("application", (waits.application_id,)),
        ("objection_new", (waits.application_id,)),
        ("application_act", (waits.application_id, "confirm_registration")),
        ("application_act", (waits.application_id, "decline_registration")),
    ):
        principal.go(reverse(f"transfers:{name}", args=keys))
    principal.go("/")
    assert principal.sees("İl komisyonundaki nakil itirazları")

    director = visitor(person(Role.PROVINCE_DIRECTOR, province=school.province), width=width)
    director.go("/")
    assert director.sees("Karar bekleyen nakil itirazları")
    director.go(reverse("desk:pile", args=["nakil-itirazi"]))
    for name in ("accept_objection", "reject_objection"):
        director.go(reverse("transfers:objection_act", args=[waits.pk, name]))
    director.press("İtirazı reddet")
    assert director.sees("Bu alan zorunlu")
    director.go(reverse("desk:transfer_flows"))


@pytest.mark.parametrize("width", [1280, 360])
def test_results_for_everybody(visitor, results, width):
    placed = results["taking"].applications.filter(status=ApplicationStatus.PLACED).first()
    anybody = visitor(width=width)
    anybody.go("/nakil/taban-puanlari/")
    anybody.go("/nakil/sonuc/")
    anybody.page.get_by_label("Başvuru no").fill("1")
    anybody.page.get_by_label("Sonuç kodu").fill("YANLIŞ")
    anybody.press("Sonucu göster")
    assert anybody.sees("gösterilecek bir sonuç yok")
    anybody.page.get_by_label("Başvuru no").fill(f"{placed.pk:09d}")
    anybody.page.get_by_label("Sonuç kodu").fill(placed.result_code)
    anybody.press("Sonucu göster")
    assert anybody.sees("Kaydın son günü")


def test_empty_pages(visitor, person):
    head = visitor(person(Role.DEPARTMENT_HEAD), width=WIDE_AND_NARROW)
    for name in ("runs", "objections", "figures", "figures_field", "figures_origin", "cutoffs", "commissions"):
        head.go(reverse(f"transfers:{name}"))
    head.go(reverse("desk:transfer_flows"))
    assert head.sees("Sonuçlar ilan edilince öğrencilerin hangi ilden")


def test_a_batch_of_applications_in_the_admin(visitor, person):
    from tests.factories.transfers import make_batch

    made = make_batch(content=[{"student_number": student_number()}])
    head = visitor(person(Role.DEPARTMENT_HEAD), width=WIDE_AND_NARROW)
    head.go(reverse("admin:transfers_applicationbatch_changelist"))
    head.go(reverse("admin:transfers_applicationbatch_change", args=[made.pk]))


@pytest.mark.parametrize("width", [1280, 360])
def test_the_file_of_applications(visitor, person, width):
    school = make_school_of_applicants(name=LONG)
    make_open_round(localdate())
    principal = visitor(person(Role.PRINCIPAL, school=school), width=width)
    principal.go(reverse("transfers:applications"))
    principal.follow("Dosyadan yükle")
    assert principal.sees("dönemin tercih kodları “Kontenjanlar” sayfasındadır")
