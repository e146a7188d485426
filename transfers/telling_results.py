"""Who hears that results are out, whose result another placement changed, and what a commission decided on an objection."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import Duty, User
from schools.models import School
from workflow.choices import NoticeKind
from workflow.notices import tell

from .choices import ObjectionStatus, RunPurpose, RunStatus
from .comparing import changes
from .models import Application, Objection, PlacementRun, RunProgramme
from .models.runs import IN_FORCE
from .sheets import number_of
from .telling import people_of_school

DECIDED = {
    ObjectionStatus.ACCEPTED: "Nakil itirazı kabul edildi",
    ObjectionStatus.REJECTED: "Nakil itirazı reddedildi",
}


def tell_of_results(run: PlacementRun) -> None:
    """One notice for each officer and principal concerned; of a placement after objections, those whom it concerns alone."""
    before = _before(run)
    if before is not None:
        tell_of_changes(before, run, on=localdate())
        return
    taking = run.round
    what = "Yedek yerleştirme sonuçları" if run.purpose == RunPurpose.WAITING else "Nakil sonuçları"
    text = f"{what} ilan edildi ({taking.school_year}): {run.placed} öğrenci yerleşti. Kayıtları girin."
    url = reverse("transfers:run", args=[run.pk])
    tell(_concerned(run), text, url, occasion=f"results:{run.pk}", kind=NoticeKind.TO_DO)


def _before(run: PlacementRun) -> PlacementRun | None:
    """The placement in whose stead this one was announced."""
    if run.purpose != RunPurpose.OBJECTION:
        return None
    rows = PlacementRun.objects.filter(round=run.round_id, number__lt=run.number, purpose__in=IN_FORCE)
    return rows.filter(status=RunStatus.REPLACED).order_by("-number").first()


def _concerned(run: PlacementRun) -> list[User]:
    taking, on = run.round, localdate()
    schools = School.objects.filter(Q(transfer_applications__round=taking) | Q(transfer_quotas__round=taking))
    codes = list(schools.exclude(code=None).values_list("code", flat=True).distinct())
    at_schools = Q(role=Role.PRINCIPAL, institution_code__in=codes)
    duties = Duty.objects.in_force(on).filter(Q(role__in=PROVINCE_ROLES) | at_schools)
    return list(User.objects.filter(duties.people(on), is_active=True))


def tell_of_changes(before: PlacementRun, run: PlacementRun, *, on: date) -> None:
    """Whoever's student another placement moved: the student's school, the schools of the places, their directorates."""
    by_school = _changed_by_school(before, run)
    heard: dict[User, set[int]] = defaultdict(set)
    for school in School.objects.filter(pk__in=by_school):
        for user in people_of_school(school, on):
            heard[user] |= by_school[school.pk]
    url = reverse("transfers:run_comparison", args=[run.pk, before.pk])
    for user, students in heard.items():
        text = (
            f"İtirazlardan sonraki yerleştirme ilan edildi ({run.round.school_year}): görev alanınızda "
            f"{len(students)} öğrencinin sonucu değişti."
        )
        tell([user], text, url, occasion=f"changes:{run.pk}", kind=NoticeKind.TO_DO)


def _changed_by_school(before: PlacementRun, run: PlacementRun) -> dict[int, set[int]]:
    """By the schools concerned, the applications whose result differs."""
    found = changes(before, run)
    programmes = {key for one in found for key in (one.before, one.after) if key}
    places = dict(RunProgramme.objects.filter(pk__in=programmes).values_list("pk", "quota__school"))
    own = dict(Application.objects.filter(pk__in=[one.application for one in found]).values_list("pk", "school"))
    by_school: dict[int, set[int]] = defaultdict(set)
    for one in found:
        for school in {own[one.application], *(places[key] for key in (one.before, one.after) if key)}:
            by_school[school].add(one.application)
    return by_school


def tell_of_objection(objection: Objection, *, on: date) -> None:
    """Who entered the objection, the student's school and its directorates hear of the decision; the reason stays on its page."""
    if objection.status not in DECIDED:
        return
    words = DECIDED[ObjectionStatus(objection.status)]
    text = f"{words}: {number_of(objection.application)} no.lu başvuru. Gerekçesi itirazın sayfasında."
    people = {*people_of_school(objection.application.school, on), objection.submitted_by}
    url = reverse("transfers:objection", args=[objection.pk])
    tell(people, text, url, occasion=f"objection:{objection.pk}")
