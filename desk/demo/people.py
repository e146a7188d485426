"""The demonstration's people: one for each role, with a password and a second factor that everybody may know."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import make_password

from accounts.choices import ADMIN_ROLES, CONFINED_ROLES, Role
from accounts.models import District, Duty, User

PASSWORD = "gosterim-2026-Okul"  # noqa: S105 - printed for everybody; exists in demo mode only
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - the same
ANKARA = 6
SINCE = date(2024, 2, 15)
PEOPLE = [
    ("uzman", "Elif", "Yıldırım", Role.EXPERT),
    ("uzman2", "Çağrı", "Işıldak", Role.EXPERT),
    ("daire", "Mehmet", "Öztürkoğlu", Role.DEPARTMENT_HEAD),
    ("genelmudur", "Şule", "Gündoğdu", Role.DIRECTOR_GENERAL),
    ("il", "İbrahim", "Ünsal", Role.PROVINCE_OFFICER),
    ("ilmudur", "Nurgül", "Çelikkol", Role.PROVINCE_DIRECTOR),
    ("ilce", "Okan", "Iğdırlı", Role.DISTRICT_OFFICER),
    ("mudur", "Gülşen", "Ağaoğlu", Role.PRINCIPAL),
    ("denetci", "Tuğba", "Şahinkaya", Role.AUDITOR),
    ("yonetici", "Barış", "Üçok", Role.ADMINISTRATOR),
    ("temsilci", "Selin", "Karaoğlan", Role.REPRESENTATIVE),
    ("genelkoord", "Hatice", "Özçelik", Role.GENERAL_COORDINATOR),
    ("koordinator", "Uğur", "Işıklı", Role.DEVELOPMENT_COORDINATOR),
    ("ogretmen", "Derya", "Akkuş", Role.TEACHER),
]


def make_people(*, school_code: str) -> dict[str, User]:
    """The demo accounts by user name; province roles are of Ankara, the principal of ``school_code``."""
    password = make_password(PASSWORD)
    people = {}
    for username, first, last, role in PEOPLE:
        user, is_new = User.objects.get_or_create(
            username=username,
            defaults={"first_name": first, "last_name": last, "is_demo": True, "password": password},
        )
        people[username] = user
        if not is_new:
            continue
        # Of an organisation or a centre that is not there yet: desk.demo.stakeholders, desk.demo.centers; the teacher: desk.demo.selection.
        if role not in CONFINED_ROLES:
            Duty.objects.create(user=user, role=role, starts_on=SINCE, **_place(role, school_code))
        if role in ADMIN_ROLES:
            TOTP.activate(user, TOTP_SECRET)
    return people


def _place(role: str, school_code: str) -> dict[str, object]:
    if role in {Role.PROVINCE_OFFICER, Role.PROVINCE_DIRECTOR}:
        return {"province_id": ANKARA}
    if role == Role.DISTRICT_OFFICER:
        return {"province_id": ANKARA, "district": District.objects.get(province=ANKARA, name="Çankaya")}
    if role == Role.PRINCIPAL:
        return {"institution_code": school_code}
    return {}


def code_now() -> str:
    """The six digits that the second factor asks for at this moment."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(TOTP_SECRET, counter))


def has_people() -> bool:
    return User.objects.filter(is_demo=True).exists() and Authenticator.objects.exists()
