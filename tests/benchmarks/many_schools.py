"""A register of any size within seconds: made-up institutions written by the database itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

FILL = """
INSERT INTO schools_school (code, name, kind, kind_label, attached_to_gd, is_private, province_id, district_id,
    education_region_id, address, phone, fax, website, address_code, addable_places, updated_at)
SELECT lpad((100000 + n)::text, 6, '0'),
       (ARRAY['Şehit', 'Gazi', 'Işık', 'Çınar', 'Öğretmen', 'Ülkü', 'Iğdır', 'İnönü'])[1 + n %% 8] || ' '
       || (ARRAY['Ayşe', 'Mehmet', 'Ömer', 'Zeynep', 'İsmail', 'Gül', 'Çağrı'])[1 + n / 8 %% 7] || ' ' || n
       || ' Mesleki ve Teknik Anadolu Lisesi',
       (ARRAY['mtal', 'mtal', 'mtal', 'mesem', 'other'])[1 + n %% 5], '', true, false, 1 + n %% 81, (1 + n %% 81) * 100,
       r.id, '', '', '', '', '', n %% 90, now()
FROM generate_series(%s, %s) AS n
JOIN schools_educationregion r ON r.province_id = 1 + n %% 81
"""


@contextmanager
def a_database() -> Iterator[None]:
    """A database of the tests, empty, with provinces; gone afterwards."""
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False)
    try:
        _ground()
        yield
    finally:
        teardown_databases(made, verbosity=0)


@contextmanager
def a_copy() -> Iterator[Any]:
    """A connection to a copy of the database of the tests as it is now; gone afterwards."""
    from django.db import connections

    original = connections["default"]
    there = original.settings_dict["NAME"]
    copy = f"{there}_copy"
    original.close()
    with original._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {copy}")
        cursor.execute(f"CREATE DATABASE {copy} TEMPLATE {there}")
    other = connections.create_connection("default")
    other.settings_dict = {**other.settings_dict, "NAME": copy}
    try:
        yield other
    finally:
        other.close()
        connections["default"] = original
        with original._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {copy}")


def _ground() -> None:
    from accounts.models import District, Province
    from schools.models import EducationRegion

    Province.objects.bulk_create(Province(code=code, name=f"İl {code:02d}") for code in range(1, 82))
    District.objects.bulk_create(District(province_id=code, code=code * 100, name="Merkez") for code in range(1, 82))
    EducationRegion.objects.bulk_create(EducationRegion(province_id=code, name="1. bölge") for code in range(1, 82))


def fill(count: int) -> None:
    """Grow the register to ``count`` institutions, with the vocabulary but no history, and let the planner know."""
    from django.db import connection

    from schools.models import School

    there = School.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE schools_school DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE schools_school ENABLE TRIGGER text_vocabulary_of_new")
        cursor.execute(FILL, [there + 1, count])
        cursor.execute("ALTER TABLE schools_school ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE schools_school")
        cursor.execute("VACUUM ANALYZE text_vocabulary")


def grant_token() -> str:
    """A token of a program that may read the whole register."""
    from django.utils.timezone import now
    from oauth2_provider.models import AccessToken, Application

    from accounts.choices import Role
    from accounts.models import ApiClient, Duty, User

    user, made = User.objects.get_or_create(username="olcum")
    if made:
        Duty.objects.create(user=user, role=Role.CLIENT, starts_on=date(2024, 1, 1))
        application = Application.objects.create(
            name="Ölçüm",
            client_type=Application.CLIENT_CONFIDENTIAL,
            authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        )
        ApiClient.objects.create(application=application, user=user, scopes=["schools:read"])
        AccessToken.objects.create(
            application=application, token="olcum", scope="schools:read", expires=now() + timedelta(days=1)
        )
    return "olcum"
