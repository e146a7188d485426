"""Control campaigns of the demonstration: one that is closed, one that runs with answers in every state."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import User
from designations import acts
from designations.campaigns import usual_last_day
from designations.choices import ControlFinding
from designations.models import ControlCampaign, ControlledSchool, Designation
from designations.rules.follow_up import school_year_of

from .people import ANKARA

QUESTIONS = [
    "Belirlemenin dayandığı koşullar sürüyor mu? Değişen varsa yazın.",
    "Bu öğretim yılında okulda kaç öğrenci, kaç öğretmen var?",
]
EVIDENCE = [
    "Atölye ve laboratuvarların güncel yerleşim planı",
    "Pansiyonun güncel kapasite çizelgesi (pansiyonu olanlar)",
]
NOTE = "Gösterim için hazırlanmış bir kampanyadır."


def make_campaigns(people: dict[str, User], today: date) -> int:
    """A closed campaign and a running one; nothing where no designation is old enough. Returns how many schools were drawn."""
    ended, running = today - timedelta(days=45), today - timedelta(days=20)
    drawn = 0
    for on, title, percent in (
        (ended, "Yerleşim ve kapasite denetimi", 10),
        (running, "Yıllık belirleme denetimi", 50),
    ):
        if not Designation.objects.in_force(on).exists():
            continue
        campaign = _begin(people, on, title, percent)
        schools = list(campaign.schools.select_related("designation__school").order_by("pk"))
        drawn += len(schools)
        if on == ended:
            _close(campaign, schools, people, on)
        else:
            _answer(schools, people, on)
    return drawn


def _begin(people: dict[str, User], on: date, title: str, percent: int) -> ControlCampaign:
    campaign: Any = acts.prepare_control_campaign(
        by=people["uzman"], on=on, title=title, school_year=school_year_of(on), percent=percent, rest_years=2,
        due_on=usual_last_day(on), note=NOTE, questions=QUESTIONS, evidence=EVIDENCE,
    )  # fmt: skip
    campaign = acts.announce_control_campaign(campaign, by=people["genelmudur"], on=on)
    campaign = acts.open_collecting(campaign, by=people["uzman"], on=on + timedelta(days=2))
    return ControlCampaign.objects.get(pk=campaign.pk)


def _picture() -> SimpleUploadedFile:
    picture = BytesIO()
    Image.new("RGB", (64, 64), "#1f5f6b").save(picture, "PNG")
    return SimpleUploadedFile("yerlesim-plani.png", picture.getvalue())


def _send(controlled: ControlledSchool, people: dict[str, User], on: date) -> None:
    """The demonstration's province answers for its own schools."""
    officer = people["il"]
    items = list(controlled.campaign.items.all())
    said = {str(item.number): "Koşullar sürüyor; ayrıntı ekteki belgededir." for item in items}
    acts.write_control_answers(controlled, by=officer, on=on, answers=said)
    for item in items:
        if item.needs_file:
            acts.receive_control_file(
                controlled, item, by=officer, on=on, file=_picture(), description="Yerleşim planı (örnek)"
            )
    acts.send_control_answers(controlled, by=officer, on=on)


def _close(campaign: ControlCampaign, schools: list[ControlledSchool], people: dict[str, User], on: date) -> None:
    expert, later = people["uzman"], on + timedelta(days=12)
    for controlled in schools:
        if controlled.designation.school.province_id != ANKARA:
            acts.leave_control(controlled, by=expert, on=later, note="Okul bu yıl yerinde incelendi (gösterim).")
            continue
        _send(controlled, people, later)
        acts.accept_control_answers(controlled, by=expert, on=later)
        finding = ControlFinding.SHORTCOMING if controlled == schools[0] else ControlFinding.IN_ORDER
        note = "Atölyelerden birinin yerleşim planı güncel değil." if finding == ControlFinding.SHORTCOMING else ""
        acts.conclude_control(controlled, by=expert, on=later, finding=finding, note=note)
    acts.close_control_campaign(
        campaign, by=expert, on=later + timedelta(days=2), note="Okulların tümü sonuçlandı; eksiklikler bildirildi."
    )


def _answer(schools: list[ControlledSchool], people: dict[str, User], on: date) -> None:
    """Of the province's schools one is returned, one accepted, one waits, the rest are asked still; one elsewhere has more time."""
    expert, later = people["uzman2"], on + timedelta(days=10)
    here = [one for one in schools if one.designation.school.province_id == ANKARA]
    for number, controlled in enumerate(here[:3]):
        _send(controlled, people, later)
        if number == 0:
            acts.return_control_answers(controlled, by=expert, on=later, note="Yerleşim planının tarihi okunmuyor.")
        if number == 1:
            acts.accept_control_answers(controlled, by=expert, on=later)
    for controlled in [one for one in schools if one not in here][:1]:
        day = usual_last_day(controlled.due_on)
        acts.extend_control(controlled, by=expert, on=later, due_on=day, note="Okul bu ay taşınıyor.")
