"""A protocol by clicking, as the help says: negotiated, signed, amended twice, its duties, a sponsor school, its end."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from protocols.choices import ProtocolStatus as S
from protocols.models import Protocol, SponsorAssignment, Stakeholder
from protocols.snapshots import text_on
from schools.models import SchoolField
from tests.e2e.protocols import amending, drafting, duties, signing, sponsoring
from tests.factories import make_field, make_policy
from tests.factories.protocols import make_template
from tests.factories.sponsors import make_school_with_library, make_school_without_library

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.slow,
    pytest.mark.provision("okul/3/1"),
    pytest.mark.provision("okul/8/5"),
    pytest.mark.provision("okul/8/6"),
]


@pytest.fixture
def school(transactional_db):
    make_policy()
    make_template()
    school = make_school_without_library(name="Ostim Mesleki ve Teknik Anadolu Lisesi")
    for code, name in (("04", "Makine Teknolojisi"), ("11", "Yiyecek İçecek Hizmetleri")):
        SchoolField.objects.create(school=school, field=make_field(code, name))
    return school


@pytest.fixture
def sponsor(school):
    return make_school_with_library(name="Yenimahalle Mesleki ve Teknik Anadolu Lisesi")


@pytest.fixture
def people(visitor, person, school, sponsor) -> dict[str, Any]:
    return {
        "officer": visitor(person(Role.PROVINCE_OFFICER, province=6)),
        "expert": visitor(person(Role.EXPERT)),
        "head": visitor(person(Role.DEPARTMENT_HEAD)),
        "principal": visitor(person(Role.PRINCIPAL, school=school)),
        "sponsor": visitor(person(Role.PRINCIPAL, school=sponsor)),
    }


def terminate(head: Any) -> None:
    drafting.open_protocol(head)
    head.follow("Fesih kaydet")
    head.page.get_by_label("Sona erdiği gün").fill(drafting.day(5000))
    head.page.get_by_label("Sona erme nedeni").fill("Taraf feshetti.")
    head.press("Fesih kaydet")
    assert head.sees("zaten doluyor; daha geç bir gün yazılamaz.")
    head.page.get_by_label("Sona erdiği gün").fill(drafting.day())
    head.press("Fesih kaydet")
    assert head.sees("Feshedildi")


def test_a_protocol_from_its_draft_to_its_end(people, visitor, person, school, sponsor):
    officer, expert = people["officer"], people["expert"]
    protocol = drafting.draft(officer, school)
    representative = visitor(person(Role.REPRESENTATIVE, stakeholder=Stakeholder.objects.get()))
    representative.follow(drafting.TITLE)
    assert representative.sees("Giderler her ay bildirilir.")

    signing.conclude(expert, protocol)
    officer.go(f"/okullar/{school.pk}/")
    assert officer.sees("Yürürlükte")
    amending.amend_twice(expert, officer)
    duties.see_to_duties(expert, people["principal"], representative, officer)
    sponsoring.sponsor_school(people, school, sponsor, SPACE)
    terminate(people["head"])

    protocol.refresh_from_db()
    assert protocol.status == S.TERMINATED
    assert list(protocol.amendments.signed().values_list("number", flat=True)) == [1, 2]
    assert text_on(protocol).clause("2").text == amending.MERGED
    assert SponsorAssignment.objects.get().weekly_hours == 6
    assert not Protocol.objects.in_force(localdate()).exists()


SPACE = "Kütüphane"
