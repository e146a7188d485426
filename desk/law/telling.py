"""Who hears of a published version: whoever holds a file that it reaches, each once, with how many there are."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from centers.models import Center
from designations.telling import ministry, people_on
from legislation.versions import Transition
from workflow.choices import NoticeKind
from workflow.models import ProvisionVersion
from workflow.notices import tell

from .provisions_of import OF_CALLS, is_of
from .reach import coming_under, keeping


def tell_holders(version: ProvisionVersion, on: date) -> None:
    """The General Directorate hears of every version; who prepares or reviews files, of those that change what is asked."""
    occasion = f"workflow.provisionversion:{version.pk}:published"
    url = reverse("desk:provision_version", args=[version.pk])
    said = f"{version.citation}: yeni sürüm {version.begins:%d.%m.%Y} günü yürürlüğe {'giriyor' if version.begins > on else 'girdi'}"
    told: dict[str, Any] = {"url": url, "occasion": occasion}
    counts = _by_reviewer(version, on)
    for user, count in counts.items():
        tell([user], f"{said}; incelediğiniz {count} dosyayı ilgilendiriyor.", **told, kind=_kind(version))
    tell(ministry(on).exclude(pk__in=[user.pk for user in counts]), f"{said}.", **told)
    for province, count in _by_province(version, on).items():
        people = people_on(Q(role__in=PROVINCE_ROLES, province=province), on)
        tell(people, f"{said}; ilinizden {count} kaydı ilgilendiriyor.", **told, kind=_kind(version))
    tell(_schools_side(version, on), f"{said}; hazırladığınız dosyayı ilgilendiriyor.", **told, kind=_kind(version))


def _kind(version: ProvisionVersion) -> NoticeKind:
    """Where files keep what was, there is nothing to do."""
    return NoticeKind.OTHER if version.transition == Transition.KEEPS else NoticeKind.TO_DO


def _by_reviewer(version: ProvisionVersion, on: date) -> dict[User, int]:
    counts: Counter[int] = Counter()
    for rows in (keeping(version, on), coming_under(version, on)):
        counts.update(dict(rows.exclude(reviewer=None).order_by().values_list("reviewer").annotate(Count("pk"))))
    return {user: counts[user.pk] for user in User.objects.filter(pk__in=counts, is_active=True)}


def _by_province(version: ProvisionVersion, on: date) -> Counter[int]:
    """How many open dossiers each province has, of a provision on coordinators how many centres."""
    counts: Counter[int] = Counter()
    for rows in (keeping(version, on), coming_under(version, on)):
        counts.update(dict(rows.order_by().values_list("school__province").annotate(Count("pk"))))
    if is_of(version.provision, OF_CALLS):
        centers = Center.objects.open_on(on).order_by()
        counts.update(dict(centers.values_list("school__province").annotate(Count("pk"))))
    return counts


def _schools_side(version: ProvisionVersion, on: date) -> Any:
    """Districts and principals of the schools whose dossiers are open."""
    places = Q(pk__in=[])
    for rows in (keeping(version, on), coming_under(version, on)):
        districts = rows.exclude(school__district=None).values("school__district")
        codes = rows.exclude(school__code=None).values("school__code")
        places |= Q(role=Role.DISTRICT_OFFICER, district__in=districts)
        places |= Q(role=Role.PRINCIPAL, institution_code__in=codes)
    return people_on(places, on)
