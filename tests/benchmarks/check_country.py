"""Times the check of the whole register: 4,000 institutions × 4 designations, from PostgreSQL to stored findings.

    script/test --exec python -m tests.benchmarks.check_country

Makes a country of its own in a test database, checks it some times, and prints the median beside the bare limit: writing rows of
the same size by COPY, without gathering or asking anything.
"""

from __future__ import annotations

import io
import os
import statistics
import time
from datetime import date

import django

SCHOOLS = 4000
RUNS = 5
TODAY = date(2026, 10, 1)


def make_country() -> None:
    from accounts.models import District, Province
    from designations.models import ClusterVersion, FieldCluster, PolicyVersion
    from schools import models

    provinces = Province.objects.bulk_create(Province(code=code, name=f"İl {code}") for code in range(1, 82))
    districts = District.objects.bulk_create(
        District(code=1000 + p.code, province=p, name="Merkez") for p in provinces
    )
    regions = models.EducationRegion.objects.bulk_create(
        models.EducationRegion(province=p, name="Bölge 1") for p in provinces
    )
    fields = models.Field.objects.bulk_create(
        models.Field(code=f"{code:02d}", name=f"Alan {code}") for code in range(1, 41)
    )
    models.FieldSector.objects.bulk_create(
        models.FieldSector(field=field, nace=f"{10 + n}") for n, field in enumerate(fields)
    )
    year = models.EmploymentYear.objects.create(year=2025, source="ölçüm", is_current=True, is_synthetic=True)
    models.SectorStar.objects.bulk_create(
        models.SectorStar(
            year=year, province=p, nace=f"{10 + n}", employees=1000, size=0.1, dominance=0.1, specialisation=1.5,
            size_star=True, dominance_star=True, specialisation_star=False, stars=(p.code + n) % 4,
        )
        for p in provinces
        for n in range(40)
    )  # fmt: skip
    PolicyVersion.objects.create(name="Ölçüm", status="published", valid_from=date(2024, 2, 15))
    version = ClusterVersion.objects.create(name="Ölçüm", status="published", valid_from=date(2024, 2, 15))
    FieldCluster.objects.create(version=version, name="Üretim").fields.set(fields[:20])
    schools = models.School.objects.bulk_create(
        models.School(
            code=f"{100000 + n}", name=f"Ölçüm {n} Mesleki ve Teknik Anadolu Lisesi", kind="mtal", attached_to_gd=True,
            province=provinces[n % 81], district=districts[n % 81], education_region=regions[n % 81],
            addable_places=60,
        )
        for n in range(SCHOOLS)
    )  # fmt: skip
    taught = [(school, fields[(n + k) % 40]) for n, school in enumerate(schools) for k in range(4)]
    models.SchoolField.objects.bulk_create(
        models.SchoolField(school=school, field=field, programme="AMP") for school, field in taught
    )
    models.Enrolment.objects.bulk_create(
        models.Enrolment(school=school, year=2026, grade=11, field=field, girls=40, boys=40)
        for school, field in taught
    )
    models.Space.objects.bulk_create(
        models.Space(school=school, kind="classroom", name="Derslikler", places=400) for school in schools
    )
    workshops = models.Space.objects.bulk_create(
        models.Space(school=school, kind="workshop", name=f"Atölye {field.code}", places=80)
        for school, field in taught
    )
    models.Space.fields.through.objects.bulk_create(
        models.Space.fields.through(space=space, field=field)
        for space, (_, field) in zip(workshops, taught, strict=True)
    )
    models.Dormitory.objects.bulk_create(
        models.Dormitory(
            school=school, name="Pansiyon", girls_places=100, girls_occupied=40, boys_places=100, boys_occupied=60
        )
        for school in schools[::20]
    )
    models.BoardingNeed.objects.bulk_create(
        models.BoardingNeed(school=school, year=2026, girls=10, boys=20) for school in schools
    )


def bare_limit() -> float:
    """Seconds to write as many rows of the same size by COPY, and nothing else."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        buffer = io.StringIO()
        columns = "school_id, type, verdict, unmet, unknown, findings, policy_id, as_of, checked_at"
        cursor.copy_expert(f"COPY (SELECT {columns} FROM designations_standing) TO STDOUT", buffer)
        text = buffer.getvalue()
        started = time.perf_counter()
        with transaction.atomic():
            cursor.execute("CREATE TEMPORARY TABLE bare (LIKE designations_standing) ON COMMIT DROP")
            cursor.execute("ALTER TABLE bare DROP COLUMN id")
            cursor.copy_expert(f"COPY bare ({columns}) FROM STDIN", io.StringIO(text))
        return time.perf_counter() - started


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    from django.test.utils import setup_databases, teardown_databases
    from django.utils.timezone import now

    from designations.standings import check_country

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        make_country()
        check_country(on=TODAY, at=now())
        runs = []
        for _ in range(RUNS):
            started = time.perf_counter()
            stored = check_country(on=TODAY, at=now())
            runs.append(time.perf_counter() - started)
        median, limit = statistics.median(runs), statistics.median(bare_limit() for _ in range(RUNS))
        print(f"{stored} standings of {SCHOOLS} institutions, {RUNS} runs")
        print(f"check of the country: median {median:.2f} s (from {min(runs):.2f} to {max(runs):.2f})")
        print(f"bare COPY of the same rows: {limit:.2f} s; ratio {median / limit:.1f}")
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
