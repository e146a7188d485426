"""The demonstration's practice places and trainers: usable, with an approval that ends soon, out of use, proposed, handed in."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import Role
from accounts.models import Duty, User
from designations.choices import DesignationType, DossierStatus
from designations.models import Dossier
from protocols.acts import (
    add_course,
    bring_approval,
    bring_trainer,
    engage_trainer,
    name_master,
    propose_place,
    put_in_use,
    settle_all,
    suspend_place,
)
from protocols.models import PracticePlace, Protocol, Qualification, Trainer
from protocols.usability import Partners
from schools.models import Field

from .people import ANKARA

BOUND = [DesignationType.IN_SECTOR, DesignationType.SECTOR_INTEGRATED]
# A picture of one point stands for the scanned papers.
PAPER = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
EXPERT = "İş güvenliği uzmanı (gösterim)"


def make_places(by: User, today: date) -> int:
    """One place in each state, for schools with a dossier of the two types and a protocol in force; returns how many."""
    protocols = Protocol.objects.in_force(today).filter(schools__in=_bound_schools()).order_by("pk")
    found = [Partners(one.schools.order_by("pk")[0], one.stakeholders.order_by("pk")[0]) for one in protocols[:60]]
    found = [partners for partners in found if _fields(partners)]
    found.sort(key=lambda partners: partners.school.province_id != ANKARA)  # the demonstration's people are there
    tellers = (_usable, _ending, _expired, _suspended, _proposed, _handed_in) if found else ()
    for number, tell in enumerate(tellers):
        tell(found[number % len(found)], by, today)
    return len(tellers)


def _fields(partners: Partners) -> list[Field]:
    return list(Field.objects.filter(taught_at__school=partners.school, taught_at__closed_on=None).distinct()[:2])


def _bound_schools() -> list[int]:
    gone = [DossierStatus.REFUSED, DossierStatus.WITHDRAWN]
    return list(Dossier.objects.filter(type__in=BOUND).exclude(status__in=gone).values_list("school", flat=True))


def _propose(partners: Partners, by: User, today: date, what: str) -> PracticePlace:
    fields = _fields(partners)
    return propose_place(
        partners, by=by, on=today, name=f"{fields[0].name} {what}"[:160],
        address=f"{partners.school.district or partners.school.province}, Sanayi Caddesi No: 12", capacity=24, fields=fields,
        teacher_name="Nazlı Öğüt", teacher_title=f"{fields[0].name} alan öğretmeni"[:120],
    )  # fmt: skip


def _proposed(partners: Partners, by: User, today: date) -> None:
    _propose(partners, by, today, "bakım ve onarım alanı")


def _approved(partners: Partners, by: User, today: date, until: date, what: str) -> PracticePlace:
    place = _propose(partners, by, today, what)
    _hand_in(place, by, today, until)
    return put_in_use(place, by=by, on=today)


def _hand_in(place: PracticePlace, by: User, today: date, until: date) -> None:
    file = SimpleUploadedFile("guvenlik-onayi.png", PAPER)
    given_on = today - timedelta(days=20)
    bring_approval(place, by=by, on=today, file=file, given_on=given_on, given_by=EXPERT, valid_until=until)


def _usable(partners: Partners, by: User, today: date) -> None:
    """In use for a year yet, with lessons, a master trainer, and a trainer who waits to be engaged."""
    fields = _fields(partners)
    place = _approved(partners, by, today, today + timedelta(days=330), "uygulama atölyesi")
    for weekday, students in ((1, 12), (3, 18)):
        add_course(
            place, by=by, on=today, field=fields[0], name=f"{fields[0].name} işletmede uygulama"[:160], weekday=weekday,
            begins=time(9), ends=time(12, 40), students=students, starts_on=today, ends_on=today + timedelta(days=200),
        )  # fmt: skip
    master = engage_trainer(_trainer(partners, fields[0], by, today, "Rıza Demirtürk"), by=by, on=today)
    name_master(place, by=by, on=today, trainer=master)
    _trainer(partners, fields[0], by, today, "Şule Gökçınar")


def _trainer(partners: Partners, field: Field, by: User, today: date, name: str) -> Trainer:
    return bring_trainer(
        partners, by=by, on=today, name=name, qualification=Qualification.objects.filter(makes_master=True)[0],
        field=field, course=f"{field.name} atölyesi"[:160], starts_on=today, ends_on=today + timedelta(days=250),
        document_number="2024/118", file=SimpleUploadedFile("belge.png", PAPER),
    )  # fmt: skip


def _ending(partners: Partners, by: User, today: date) -> None:
    _approved(partners, by, today, today + timedelta(days=25), "üretim hattı")


def _expired(partners: Partners, by: User, today: date) -> None:
    """Put in use ten days ago; its approval ended yesterday, and the night has written it down."""
    begun = today - timedelta(days=10)
    _approved(partners, by, begun, today - timedelta(days=1), "montaj salonu")
    settle_all(on=today)


def _suspended(partners: Partners, by: User, today: date) -> None:
    place = _approved(partners, by, today, today + timedelta(days=200), "boyahanesi")
    suspend_place(place, by=by, on=today, reason="Havalandırma yenileniyor.")


def _handed_in(partners: Partners, by: User, today: date) -> None:
    """The enterprise's representative handed in an approval, which waits for the school."""
    place = _propose(partners, by, today, "laboratuvarı")
    _hand_in(place, representative_of(partners, today), today, today + timedelta(days=365))


def representative_of(partners: Partners, today: date) -> User:
    """Somebody who speaks for the organisation in the demonstration; signs in by no password."""
    person = User(username=f"temsilci-{partners.stakeholder.pk}", first_name="Tülay", last_name="Özışık", is_demo=True)
    person.set_unusable_password()
    person.save()
    Duty.objects.create(
        user=person, role=Role.REPRESENTATIVE, stakeholder_code=partners.stakeholder.code, starts_on=today
    )
    return person
