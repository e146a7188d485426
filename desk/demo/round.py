"""The demonstration's round at full size: thousands of made-up students who compete for places, brought to a state by the acts."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.choices import Role
from accounts.models import Duty, User
from schools.models import RegistrationArea, School, SchoolField
from transfers.acts import QUOTA, ROUND, prepare, propose_quota_of
from transfers.acts.bulk import Asked, submit_applications
from transfers.acts.deciding import Entry
from transfers.choices import QuotaStatus, RoundStatus
from transfers.dossiers import criteria_on, with_quota
from transfers.models import Quota, TransferRound
from transfers.rules.calendar import NAMES
from transfers.rules.preferences import FOR_GENDER, PLACES_OF, Choice
from workflow.refusals import Invalid

from .results import bring_further
from .transfers import make_criteria

SEED = 20260801
SINCE = date(2024, 2, 15)
AT_ONCE = 5_000
PLACES_A_STUDENT = 0.6  # fewer than students: some are left out
# Days from today of the calendar, by the state that the round is brought to.
STEPS = {
    RoundStatus.OPEN: (-7, 14, 21, 24, 31, 40, 60),
    RoundStatus.EVALUATION: (-21, -1, 7, 10, 17, 26, 46),
    RoundStatus.RESULTS: (-40, -20, -8, -5, 5, 12, 30),
    RoundStatus.CLOSED: (-40, -32, -28, -26, -22, -16, -6),
}


def make_round(people: dict[str, Any], today: date, state: RoundStatus, students: int) -> TransferRound:
    """The round of the first school year that has none yet, with so many applications, in this state."""
    head, expert = people["daire"], people["uzman"]
    days = {name: today + timedelta(days=step) for name, step in zip(NAMES, STEPS[state], strict=True)}
    first = days["applications_from"]
    before = first - timedelta(days=1)
    version = criteria_on(before)[0] or make_criteria(head, before)
    note = f"Gösterim dönemi: {students} uydurma öğrenci."
    made = prepare(_free_year(today), by=expert, on=before, criteria=version, note=note, **days)
    made = ROUND.acts["announce_round"](made, by=head, on=before)
    _place_schools()
    _open_places(made, expert, head, before, students)
    made = ROUND.acts["open_round"](made, by=expert, on=first)
    program = _student_system()
    asked = list(Students(made, random.Random(SEED)).asked(students))  # noqa: S311 - the same students every time
    for place in range(0, len(asked), AT_ONCE):
        submit_applications(made, asked[place : place + AT_ONCE], by=program, on=first, source="gösterim")
    if state != RoundStatus.OPEN:
        made = ROUND.acts["evaluate_round"](made, by=expert, on=made.applications_until + timedelta(days=1))
    return bring_further(made, people, state)


def _free_year(today: date) -> int:
    taken = set(TransferRound.objects.exclude(status=RoundStatus.CANCELLED).values_list("year", flat=True))
    return next(year for year in range(today.year, today.year + 50) if year not in taken)


def _place_schools() -> None:
    """Every school without a registration area into that of its district."""
    rows = School.objects.filter(registration_area=None).select_related("district")
    by_district = defaultdict(list)
    for school in rows:
        name = school.district.name if school.district else "Merkez"
        by_district[school.province_id, f"{name} kayıt alanı"].append(school.pk)
    for (province, name), keys in by_district.items():
        area, _ = RegistrationArea.objects.get_or_create(province_id=province, name=name)
        School.objects.filter(pk__in=keys).update(registration_area=area)


def _open_places(taking: TransferRound, expert: Any, head: Any, on: date, students: int) -> None:
    """Each school of the two types opens places in each of its fields, by day, and four beds where it has them."""
    schools = list(with_quota(on).order_by("pk"))
    taught = SchoolField.objects.filter(school__in=schools, is_planned=False, closed_on=None).select_related(
        "school", "field"
    )
    programmes = {(row.school_id, row.field_id): row for row in taught.order_by("pk")}
    if not programmes:
        raise Invalid("Nakil kontenjanı açabilecek okul yok; önce manage.py demo çalıştırın.")
    places = max(1, min(999, round(students * PLACES_A_STUDENT / len(programmes))))
    for row in programmes.values():
        for beds in ({"girls_places": 2, "boys_places": 2}, {}):
            try:
                made = propose_quota_of(
                    row.school, by=expert, on=on, round=taking, field=row.field, day_places=places, **beds
                )
            except Invalid:
                continue
            QUOTA.acts["approve_quota"](made, by=head, on=on)
            break


def _student_system() -> User:
    """The program that hands the applications in, for the whole country."""
    program, is_new = User.objects.get_or_create(
        username="ogrenci-sistemi",
        defaults={"first_name": "Öğrenci bilgi", "last_name": "sistemi (gösterim)", "is_demo": True},
    )
    if is_new:
        program.set_unusable_password()
        program.save()
        Duty.objects.create(user=program, role=Role.CLIENT, starts_on=SINCE)
    return program


def student_numbers() -> Iterator[str]:
    """T.C. kimlik no with both check digits right, from 90 to 96 at their head.

    As far as is published nobody has such a number: citizens' are below that, and foreigners' begin with 97, 98 or 99.
    """
    for number in range(900_000_000, 970_000_000):
        digits = [int(digit) for digit in str(number)]
        tenth = (sum(digits[::2]) * 7 - sum(digits[1::2])) % 10
        yield f"{number}{tenth}{(sum(digits) + tenth) % 10}"


class Students:
    """Who applies and for what: some schools are wanted by many, marks of two years go together."""

    def __init__(self, taking: TransferRound, chance: random.Random) -> None:
        self.taking, self.chance, self.numbers = taking, chance, student_numbers()
        rows = Quota.objects.filter(round=taking, status=QuotaStatus.APPROVED).select_related("school", "field")
        self.quotas: dict[int, list[Quota]] = defaultdict(list)
        for quota in rows.order_by("pk"):
            self.quotas[quota.field_id].append(quota)
        self.schools = self._schools()
        self.components = list(taking.criteria.components.all())

    def _schools(self) -> dict[int, list[School]]:
        """Schools whose students of a field have a place to ask for outside their own registration area."""
        rows = SchoolField.objects.filter(
            field__in=list(self.quotas), is_planned=False, closed_on=None, school__kind__in=["mtal", "mesem"],
            school__attached_to_gd=True, school__closed_on=None,
        ).select_related("school__registration_area__province")  # fmt: skip
        found: dict[int, list[School]] = defaultdict(list)
        for row in rows.order_by("pk"):
            if self._reachable(row.school, row.field_id):
                found[row.field_id].append(row.school)
        return found

    def _reachable(self, school: School, field: int) -> list[Quota]:
        own = school.registration_area_id
        return [one for one in self.quotas[field] if own and one.school.registration_area_id != own]

    def asked(self, count: int) -> Iterator[Asked]:
        fields = sorted(self.schools)
        if not fields:
            raise Invalid("Öğrencisi başvurabilecek okul yok; önce manage.py demo çalıştırın.")
        for _ in range(count):
            field = self.chance.choice(fields)
            school = self.chance.choice(self.schools[field])
            yield Asked(school, self._entry(school, field))

    def _entry(self, school: School, field: int) -> Entry:
        gender = self.chance.choice(("girl", "boy"))
        return Entry(
            gender=gender,
            field=self.quotas[field][0].field,
            completed_grade=10,
            has_penalty=False,
            values=self._marks(),
            preferences=self._wishes(self._reachable(school, field), gender),
            student_number=next(self.numbers),
        )

    def _marks(self) -> dict[str, Decimal | None]:
        level = self.chance.gauss(74, 11)
        found: dict[str, Decimal | None] = {}
        for one in self.components:
            share = min(100.0, max(45.0, level + self.chance.gauss(0, 5)))
            found[one.key] = (Decimal(str(round(share, 2))) * one.maximum / 100).quantize(Decimal("0.01"))
        return found

    def _wishes(self, reachable: list[Quota], gender: str) -> list[Choice]:
        """Places that are first in the list are wanted most; some ask for a bed."""
        offered = [
            Choice(one.pk, kind)
            for one in reachable
            for kind, name in PLACES_OF.items()
            if getattr(one, name) and FOR_GENDER.get(kind, gender) == gender
        ]
        most = min(len(offered), self.taking.criteria.most_preferences)
        wanted: list[Choice] = []
        for _ in range(self.chance.randint(1, most)):
            weights = [1 / (place + 1) for place in range(len(offered))]
            wanted.append(offered.pop(self.chance.choices(range(len(offered)), weights)[0]))
        return wanted
