"""The demonstration's centres of excellence: fifteen in as many provinces and trades, with three years behind them; a closed one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from accounts.models import User
from centers.acts import ANSWER, CENTER, STAFF, TASK, prepare, propose
from centers.acts.staff import Person, prepare_assignment
from centers.choices.staff import PostRole, TeacherKind
from centers.models import Center, TaskAnswer
from schools.choices import SchoolKind
from schools.models import Field, School

from .center_courses import make_courses
from .center_people import found_met, make_teams
from .center_plans import make_plans
from .center_years import make_years
from .people import ANKARA
from .programmes import make_programmes
from .selection import make_selection
from .works import make_works

A = CENTER.acts
# Province and two fields of each centre, by the codes of the shipped list; the first is where the demonstration's people work.
PLANNED = (
    (ANKARA, ("04", "11")),
    (34, ("11", "23")),
    (35, ("04", "28")),
    (16, ("37", "30")),
    (41, ("08", "14")),
    (42, ("32", "30")),
    (27, ("48", "36")),
    (7, ("26", "53")),
    (1, ("15", "25")),
    (26, ("43", "21")),
    (38, ("35", "49")),
    (55, ("44", "05")),
    (61, ("02", "07")),
    (21, ("52", "10")),
    (25, ("22", "47")),
    (33, ("51", "37")),
)
FIRST_DAY = date(2024, 5, 6)  # the directive is of 30.04.2024
FOUNDED_EVERY = 13  # days
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
        _staff(made[0], people, today)
        _give_tasks(made, people, today)
        make_programmes(made[0], people, today)
        make_plans(made[0], people, today)
        teams = make_teams(made[1:], people)
        make_works(made, people, today)
        make_years(teams, today)
        make_courses(teams, today)
        make_selection(made, people, today)
    return len(made)


def _founded(people: dict[str, User], today: date, own_school: str) -> Iterator[Center]:
    for number, (province, codes) in enumerate(PLANNED):
        school, fields = _school(province, own_school), list(Field.objects.filter(code__in=codes))
        if school is None or not fields:
            continue
        on = min(FIRST_DAY + timedelta(days=FOUNDED_EVERY * number), today - timedelta(days=14))
        name = f"{school.province.name} {fields[0].name} Sektörel Mükemmeliyet Merkezi"
        asked = {"name": name, "fields": fields, "reason": REASON, "is_compulsory_service_place": province in {21, 25}}
        proposal = propose(school, by=people["uzman"], on=on, **asked)
        yield A["found_center"](proposal, by=people["daire"], on=on + timedelta(days=7))


def _staff(center: Center, people: dict[str, User], today: date) -> None:
    """The demonstration's coordinators work in the first centre; the English teacher's term ends soon."""
    on = center.founded_on or today
    center = A["set_posts"](center, by=people["genelmudur"], on=on, starts_on=on, fields=[None, None])
    posts = {role: list(center.posts.filter(role=role).order_by("pk")) for role in PostRole.values}
    english = (
        Person("Defne Aksoylu"),
        TeacherKind.ENGLISH,
        posts[PostRole.ENGLISH][0],
        None,
        today + timedelta(days=70),
    )
    far = today + timedelta(days=900)
    general = Person("Hatice Özçelik"), TeacherKind.WORKSHOP, posts[PostRole.GENERAL][0], people["genelkoord"], far
    other = Person("Uğur Işıklı"), TeacherKind.WORKSHOP, posts[PostRole.DEVELOPMENT][0], people["koordinator"], far
    for person, kind, post, account, ends_on in (english, general, other):
        made = prepare_assignment(
            post, by=people["uzman"], on=on, person=person, teacher_kind=kind, account=account, starts_on=on,
            ends_on=ends_on, **found_met(post),
        )  # fmt: skip
        STAFF.acts["assign_staff"](
            STAFF.acts["send_proposal"](made, by=people["uzman"], on=on), by=people["genelmudur"], on=on
        )
    for username in ("genelkoord", "koordinator"):
        people[username] = User.objects.get(pk=people[username].pk)


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
