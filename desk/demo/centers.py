"""The demonstration's centres of excellence: fifteen in as many provinces, founded in three years; two tasks on their way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from accounts.choices import Role
from accounts.models import Duty, User
from centers.acts import ANSWER, CENTER, TASK, prepare, propose
from centers.models import Center, TaskAnswer
from schools.choices import SchoolKind
from schools.models import Field, School

from .people import ANKARA
from .works import make_works

A = CENTER.acts
# Province and two fields of each centre, by the codes of the shipped list; the first is where the demonstration's people work.
PLANNED = (
    (ANKARA, ("04", "11")),
    (34, ("11", "23")),
    (35, ("04", "28")),
    (16, ("23", "30")),
    (41, ("11", "28")),
    (42, ("23", "04")),
    (27, ("30", "11")),
    (7, ("28", "04")),
    (1, ("04", "30")),
    (26, ("11", "23")),
    (38, ("23", "28")),
    (55, ("30", "04")),
    (61, ("28", "11")),
    (21, ("04", "23")),
    (25, ("11", "30")),
)
FOUNDED_EVERY = 60  # days
REASON = "İldeki öğretmenlerin mesleki gelişim ihtiyacı ve sektörün ilgisi; okulun atölye donanımı uygundur."


def make_centers(people: dict[str, User], today: date, *, own_school: str) -> int:
    """Founds the centres, closes one, proposes one more, and gives two tasks. Returns how many centres there are."""
    made = list(_founded(people, today, own_school))
    if len(made) > 2:  # noqa: PLR2004 - one is closed where enough are left
        closing = A["propose_closing"](
            made[-1], by=people["uzman"], on=today, reason="Okulun binası değişiyor; atölyeler taşınacak."
        )
        A["close_center"](closing, by=people["genelmudur"], on=today)
        made = made[:-1]
    if made:
        _staff(made[0], people)
        _give_tasks(made, people, today)
        make_works(made, people, today)
    return len(made)


def _founded(people: dict[str, User], today: date, own_school: str) -> Iterator[Center]:
    first = today - timedelta(days=FOUNDED_EVERY * len(PLANNED))
    for number, (province, codes) in enumerate(PLANNED):
        school, fields = _school(province, own_school), list(Field.objects.filter(code__in=codes))
        if school is None or not fields:
            continue
        on = max(first + timedelta(days=FOUNDED_EVERY * number), date(2024, 4, 30))
        name = f"{school.province.name} {fields[0].name} Sektörel Mükemmeliyet Merkezi"
        asked = {"name": name, "fields": fields, "reason": REASON, "is_compulsory_service_place": province in {21, 25}}
        proposal = propose(school, by=people["uzman"], on=on, **asked)
        yield A["found_center"](proposal, by=people["daire"], on=on + timedelta(days=7))


def _staff(center: Center, people: dict[str, User]) -> None:
    """The demonstration's coordinators work in the first centre."""
    for username, role in (("genelkoord", Role.GENERAL_COORDINATOR), ("koordinator", Role.DEVELOPMENT_COORDINATOR)):
        person, code = people[username], center.school.code
        Duty.objects.create(user=person, role=role, institution_code=code, starts_on=center.founded_on)
        people[username] = User.objects.get(pk=person.pk)


def _school(province: int, own_school: str) -> School | None:
    rows = School.objects.filter(province=province, attached_to_gd=True, closed_on=None).exclude(code=None)
    rows = rows.filter(kind__in=[SchoolKind.MTAL, SchoolKind.MESEM]).select_related("province")
    own = rows.filter(code=own_school).first()
    return own or rows.order_by("-pk").first()


def _give_tasks(centers: list[Center], people: dict[str, User], today: date) -> None:
    """One that all are asked and whose answers are on their way, and one that is late."""
    survey = _give("Atölye donanımı anketi", centers, people, today - timedelta(days=20), today + timedelta(days=10))
    for number, answer in enumerate(survey):
        _send(answer, people, today, number)
    _give("Yerli malı haftası duyurusu", centers[:3], people, today - timedelta(days=40), today - timedelta(days=3))


def _give(title: str, centers: list[Center], people: dict[str, User], on: date, due_on: date) -> list[TaskAnswer]:
    text = "Merkezin alanlarındaki atölye donanımını ekteki başlıklara göre yazın; eksikleri ve ihtiyaçları ayrıca belirtin."
    task = prepare(by=people["uzman2"], on=on, title=title, text=text, due_on=due_on, centers=centers)
    task = TASK.acts["give_task"](task, by=people["uzman2"], on=on)
    rows = task.answers.select_related("center__school", "task")
    return list(rows.order_by("pk"))


def _send(answer: TaskAnswer, people: dict[str, User], today: date, number: int) -> None:
    """Only the centre of the demonstration's people has anybody who could send; there it is with the school."""
    if number:
        return
    acts = ANSWER.acts
    answer = acts["write_answer"](
        answer, by=people["koordinator"], on=today, text="CNC torna tezgâhı: 4 (ihtiyaç 2). Kaynak simülatörü: 1."
    )
    answer = acts["hand_in"](answer, by=people["koordinator"], on=today)
    acts["pass_on"](answer, by=people["genelkoord"], on=today)
