"""Control campaigns and the schools that they drew, for tests; brought to their states by the acts."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

from accounts.choices import Role
from designations import acts
from designations.choices import CampaignStatus as C, ControlFinding, ControlStatus as S
from designations.models import ControlCampaign, ControlledSchool, Designation
from designations.models.campaigns import ControlFile

from . import (
    TODAY,
    make_designation,
    make_district,
    make_province,
    make_region_ready,
    make_school,
    make_upload,
    make_user,
)

YEAR = 2026
DUE = date(2027, 3, 1)  # a Monday
QUESTIONS = ["Belirleme koşulları sürüyor mu?"]
EVIDENCE = ["Pansiyonun güncel kapasitesi"]
_numbers = itertools.count(1)


def asked(**values: Any) -> dict[str, Any]:
    """What a campaign is prepared with."""
    return {
        "title": f"Denetim {next(_numbers)}",
        "school_year": YEAR,
        "percent": 10,
        "rest_years": 2,
        "due_on": DUE,
        "note": "",
        "questions": QUESTIONS,
        "evidence": EVIDENCE,
        **values,
    }


def make_designated(province: int = 6, **values: Any) -> Any:
    """A region school in force since the day of the tests."""
    place = make_province(province)
    school = make_school(**{"province": place, "district": make_district(place, f"Merkez {province}"), **values})
    return make_designation(school=make_region_ready(school))


def make_control_campaign(
    status: str = C.DRAFT, *, by: Any = None, on: date = TODAY, **values: Any
) -> ControlCampaign:
    """A campaign over whatever is designated; where nothing is, one school is made."""
    made = acts.prepare_control_campaign(by=by or make_user(Role.EXPERT), on=on, **asked(**values))
    if status == C.DRAFT:
        return made
    if status == C.DROPPED:
        return _done(acts.drop_control_campaign(made, by=make_user(Role.EXPERT), on=on, note="Gerek kalmadı."))
    if not Designation.objects.in_force(on).exists():
        make_designated()
    head = make_user(Role.DIRECTOR_GENERAL)
    made = acts.announce_control_campaign(made, by=head, on=on)
    if status == C.ANNOUNCED:
        return _done(made)
    made = acts.open_collecting(made, by=head, on=on)
    if status == C.CLOSED:
        for controlled in made.schools.all():
            acts.leave_control(controlled, by=head, on=on, note="Okul kapandı.")
        made = acts.close_control_campaign(made, by=head, on=on, note="Tamamlandı.")
    return _done(made)


def _done(made: Any) -> ControlCampaign:
    return ControlCampaign.objects.get(pk=made.pk)


def make_controlled(
    status: str = S.ASKED, *, designation: Any = None, on: date = TODAY, **values: Any
) -> ControlledSchool:
    """The control of one school: of the designation given, else of a new one."""
    designation = designation or make_designated()
    campaign = make_control_campaign(C.ANNOUNCED if status == S.DRAWN else C.COLLECTING, on=on, percent=100, **values)
    return bring(ControlledSchool.objects.get(campaign=campaign, designation=designation), status, on=on)


def bring(controlled: ControlledSchool, status: str, *, on: date = TODAY) -> ControlledSchool:
    """Take the control on to a state by its acts."""
    if status in {S.DRAWN, S.ASKED}:
        return _fresh(controlled)
    officer = make_user(Role.PROVINCE_OFFICER, province=controlled.designation.school.province)
    fill_in(controlled, officer, on=on)
    acts.send_control_answers(controlled, by=officer, on=on)
    expert = make_user(Role.EXPERT)
    if status == S.RETURNED:
        acts.return_control_answers(controlled, by=expert, on=on, note="Belgenin tarihi okunmuyor.")
    if status in {S.ACCEPTED, S.CONCLUDED}:
        acts.accept_control_answers(controlled, by=expert, on=on)
    if status == S.CONCLUDED:
        acts.conclude_control(controlled, by=expert, on=on, finding=ControlFinding.IN_ORDER, note="")
    return _fresh(controlled)


def fill_in(controlled: ControlledSchool, by: Any, *, on: date = TODAY) -> ControlledSchool:
    """Answers to all that is asked, with the files that are asked for."""
    items = list(controlled.campaign.items.all())
    said = {str(item.number): "Evet, sürüyor." for item in items}
    controlled = acts.write_control_answers(controlled, by=by, on=on, answers=said)
    for item in items:
        if item.needs_file:
            make_control_file(controlled, item, by=by, on=on)
    return controlled


def make_control_file(controlled: ControlledSchool, item: Any, *, by: Any, on: date = TODAY) -> ControlFile:
    return acts.receive_control_file(
        controlled, item, by=by, on=on, file=make_upload("kapasite.png"), description="Kapasite çizelgesi"
    )


def _fresh(controlled: ControlledSchool) -> ControlledSchool:
    related = ("campaign", "designation__school__province", "designation__school__district")
    return ControlledSchool.objects.select_related(*related).get(pk=controlled.pk)


def make_controlled_here() -> ControlledSchool:
    """One more row for lists: the one designation in one more campaign."""
    campaign, designation = make_control_campaign(), Designation.objects.first() or make_designated()
    return ControlledSchool.objects.create(
        campaign=campaign, designation=designation, due_on=campaign.due_on, status=S.ASKED, state_since=TODAY
    )


def world_of_controls(school: Any) -> dict[str, Any]:
    """A campaign with a school that stands beside this one, an item, and a file of its answer."""
    designation = make_designated(school.province_id, district=school.district, name="Gizlenecek okul")
    controlled = make_controlled(designation=designation, title="Gizlenecek denetim")
    ControlledSchool.objects.filter(campaign=controlled.campaign).exclude(pk=controlled.pk).delete()
    item = controlled.campaign.items.get(needs_file=True)
    officer = make_user(Role.PROVINCE_OFFICER, province=school.province)
    kept = make_control_file(controlled, item, by=officer)
    return {
        "control campaign": controlled.campaign_id,
        "controlled school": controlled.pk,
        "control item": item.number,
        "control file": kept.pk,
    }


def of_controls(school: Any) -> None:
    """One of everything of campaigns that may wait for somebody."""
    designation = make_designated(school.province_id)
    make_control_campaign()
    for state in (S.DRAWN, S.ASKED, S.ANSWERED, S.ACCEPTED):
        make_controlled(state, designation=designation)
    late = make_controlled(designation=designation)
    ControlledSchool.objects.filter(pk=late.pk).update(due_on=TODAY - timedelta(days=1))
    over = make_control_campaign(C.COLLECTING)
    for controlled in over.schools.all():
        acts.leave_control(controlled, by=make_user(Role.EXPERT), on=TODAY, note="Okul kapandı.")
