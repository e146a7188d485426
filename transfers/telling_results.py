"""Who hears that results are out: the directorates, and the schools with students or places in the round."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import Duty, User
from schools.models import School
from workflow.choices import NoticeKind
from workflow.notices import tell

from .choices import RunPurpose
from .models import PlacementRun


def tell_of_results(run: PlacementRun) -> None:
    """One notice for each officer and principal concerned."""
    taking = run.round
    what = "Yedek yerleştirme sonuçları" if run.purpose == RunPurpose.WAITING else "Nakil sonuçları"
    text = f"{what} ilan edildi ({taking.school_year}): {run.placed} öğrenci yerleşti. Kayıtları girin."
    url = reverse("transfers:run", args=[run.pk])
    tell(_concerned(run), text, url, occasion=f"results:{run.pk}", kind=NoticeKind.TO_DO)


def _concerned(run: PlacementRun) -> list[User]:
    taking, on = run.round, localdate()
    schools = School.objects.filter(Q(transfer_applications__round=taking) | Q(transfer_quotas__round=taking))
    codes = list(schools.exclude(code=None).values_list("code", flat=True).distinct())
    at_schools = Q(role=Role.PRINCIPAL, institution_code__in=codes)
    duties = Duty.objects.in_force(on).filter(Q(role__in=PROVINCE_ROLES) | at_schools)
    return list(User.objects.filter(duties.people(on), is_active=True))
