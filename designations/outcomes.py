"""What a file that changed the register did to the schools' standing: checked anew at once, and told with the file."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse

from schools.choices import DesignationType, ImportSource
from schools.models import FileImport, School
from workflow.notices import tell

from .choices import CheckKind
from .models import CountryCheck, Standing
from .standings import check_country
from .stars import refresh_stars

MOST_TOLD = 500


def reckon(brought: FileImport, *, on: date, at: datetime) -> None:
    """Check the schools that a file changed (all, where it brought sector statistics), keep the verdicts that changed."""
    schools = School.objects.open_on(on)
    if brought.source == ImportSource.EMPLOYMENT:
        refresh_stars(on=on)
    else:
        keys = set(brought.lines.exclude(school=None).values_list("school", flat=True))
        schools = schools.filter(pk__in=keys)
    before = _verdicts(schools)
    check = CountryCheck(kind=CheckKind.FILE, is_whole=False, by=brought.by, as_of=on)
    check_country(on=on, at=at, schools=schools, check=check)
    after = _verdicts(schools)
    changed = [key for key, verdict in after.items() if before.get(key) != verdict]
    names = dict(School.objects.filter(pk__in={school for school, _ in changed[:MOST_TOLD]}).values_list("pk", "name"))
    effects = [
        {
            "school": school,
            "name": names[school],
            "type": str(DesignationType(kind).label),
            "before": before.get((school, kind), ""),
            "after": after[school, kind],
        }
        for school, kind in changed[:MOST_TOLD]
    ]
    FileImport.objects.filter(pk=brought.pk).update(effects=effects)
    tell(
        [brought.by],
        f"“{brought.name}” kütüğe yazıldı; {len(changed)} belirleme durumu değişti.",
        reverse("schools:import", args=[brought.pk]),
        occasion=f"import-{brought.pk}",
    )


def _verdicts(schools: object) -> dict[tuple[int, str], str]:
    rows = Standing.objects.filter(school__in=schools).values_list("school_id", "type", "verdict")
    return {(school, kind): verdict for school, kind, verdict in rows}
