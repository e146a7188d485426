"""Works of centres of every kind and in every state, brought there by the acts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accounts.choices import Role
from accounts.models import User
from centers.acts import WORK, keep_output, plan
from centers.choices import Channel, PartnerRole, Reach, WorkKind, WorkStatus
from centers.models import Center, Work, WorkOutput

from . import TODAY, make_upload, make_user
from .centers import make_center

LATER = TODAY + timedelta(days=60)
OF_KIND: dict[str, dict[str, Any]] = {
    WorkKind.RESEARCH: {},
    WorkKind.COOPERATION: {"partner_name": "Berufskolleg Köln", "country": "DE", "partner": None},
    WorkKind.PROJECT: {"programme": "Erasmus+", "reach": Reach.INTERNATIONAL, "budget": None, "currency": ""},
    WorkKind.SECTOR: {"partner_name": "Ostim OSB", "country": "TR", "partner": None},
    WorkKind.EVENT: {"place": "Hannover", "country": "DE", "address": "https://www.hannovermesse.de"},
    WorkKind.PROMOTION: {"channel": Channel.FAIR, "audience": None},
}


def coordinator_of(center: Center) -> User:
    """The general coordinator of the centre, made where there is none."""
    found = User.objects.filter(
        duties__role=Role.GENERAL_COORDINATOR, duties__institution_code=center.school.code
    ).first()
    return found or make_user(Role.GENERAL_COORDINATOR, school=center.school)


def asked_of(kind: str, center: Center, responsible: User, **values: Any) -> dict[str, Any]:
    """What the opening of a kind asks, for a centre."""
    return {
        "title": "Kaynak eğitimi çalışması",
        "text": "Öğretmenlerin kaynak teknolojisi bilgisi için.",
        "fields": [row.field for row in center.fields.select_related("field")],
        "starts_on": TODAY,
        "ends_on": LATER,
        "responsible": responsible,
        **OF_KIND[kind],
        **values,
    }


def make_work(
    kind: str = WorkKind.RESEARCH, state: str = WorkStatus.PLANNED, *, center: Center | None = None, **values: Any
) -> Work:
    """A work of this kind in this state, written by the centre's general coordinator."""
    center = center or make_center()
    by = values.pop("by", None) or coordinator_of(center)
    made = plan(center, kind, by=by, on=TODAY, **asked_of(kind, center, values.pop("responsible", by), **values))
    acts = WORK.acts
    if state == WorkStatus.PLANNED:
        return made
    if state == WorkStatus.DROPPED:
        return acts["drop_work"](made, by=by, on=TODAY, reason="Ortak çekildi.")
    made = acts["start_work"](made, by=by, on=TODAY, starts_on=TODAY)
    if state == WorkStatus.UNDER_WAY:
        return made
    made = acts["add_output"](made, by=by, on=TODAY, title="Rapor", address="https://ornek.meb.gov.tr/rapor")
    return acts["finish_work"](made, by=by, on=TODAY, ends_on=TODAY, result="Rapor yayımlandı.")


def make_announced(**values: Any) -> Work:
    """An event that its centre announced."""
    made = make_work(WorkKind.EVENT, **{"ends_on": TODAY.replace(year=2030), **values})
    return WORK.acts["announce_event"](made, by=made.recorded_by, on=TODAY)


def with_partner(work: Work, **values: Any) -> Work:
    """The project with a partner more."""
    asked = {"name": "TEKNOSA GmbH", "country": "AT", "role": PartnerRole.PARTNER, **values}
    return WORK.acts["add_partner"](work, by=work.recorded_by, on=TODAY, **asked)


def make_output_file(work: Work) -> WorkOutput:
    """A report of the work, as a file."""
    return keep_output(work, by=work.recorded_by, on=TODAY, title="Rapor", file=make_upload("rapor.png"))
