"""The demonstration's coordinators of the other centres: a general one, one for development, and an English teacher each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from centers.acts import CENTER, STAFF
from centers.acts.staff import Person, prepare_assignment
from centers.choices import ChainStatus
from centers.choices.staff import PostRole, TeacherKind
from centers.models import Center, Post
from centers.rules.facts import Post as Role
from centers.rules.staff import CONDITIONS

TERM = timedelta(days=4 * 365)
BASIS = "Kuruluş ekibi; hizmet belgeleri Genel Müdürlükçe incelenmiştir"
# Names invented.
NAMES = (
    ("Elif", "Kuzucuoğlu"), ("Ömer", "Yağızoğlu"), ("Şule", "Çelebioğlu"), ("Kürşat", "Ağırbaş"), ("Gülizar", "Tığlı"),
    ("İlknur", "Şimşekoğlu"), ("Oğuzhan", "Bağcı"), ("Çiğdem", "Üzümcü"), ("Hüseyin", "Iğdır"), ("Nurşen", "Öztaş"),
    ("Volkan", "Güçlüer"), ("Döndü", "Sağıroğlu"), ("Yiğit", "Karadağlı"), ("Müjgan", "İnceoğlu"), ("Eyüp", "Çağatay"),
    ("Sıdıka", "Uğurlu"), ("Tuncay", "Şahbaz"), ("Özge", "Dağdelen"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Team:
    """A centre with whoever prepares, whoever coordinates, and those of the General Directorate who take the steps above."""

    number: int
    center: Center
    writer: User
    coordinator: User
    expert: User
    head: User

    @property
    def since(self) -> date:
        """The day after the founding."""
        founded = self.center.founded_on
        assert founded is not None  # noqa: S101 - the demonstration's centres are founded
        return founded + timedelta(days=1)


def make_teams(centers: list[Center], people: Mapping[str, User]) -> list[Team]:
    """The people of each centre, assigned by the Ministry on the day of its founding."""
    return [_team(number, center, people) for number, center in enumerate(centers, start=2)]


def _team(number: int, center: Center, people: Mapping[str, User]) -> Team:
    on = center.founded_on or date(2024, 5, 6)
    center = CENTER.acts["set_posts"](center, by=people["genelmudur"], on=on, starts_on=on, fields=[None, None])
    posts = {post.role: post for post in center.posts.order_by("-pk")}  # one for development stays vacant
    general = _account(f"genelkoord{number}", number)
    other = _account(f"koordinator{number}", number + 5)
    english = " ".join(NAMES[(number + 11) % len(NAMES)])
    for role, name, kind, account in (
        (PostRole.ENGLISH, english, TeacherKind.ENGLISH, None),
        (PostRole.GENERAL, general.get_full_name(), TeacherKind.WORKSHOP, general),
        (PostRole.DEVELOPMENT, other.get_full_name(), TeacherKind.WORKSHOP, other),
    ):
        made = prepare_assignment(
            posts[role], by=people["uzman"], on=on, person=Person(name), teacher_kind=kind, account=account,
            starts_on=on, ends_on=on + TERM, **found_met(posts[role]),
        )  # fmt: skip
        made = STAFF.acts["send_proposal"](made, by=people["uzman"], on=on)
        STAFF.acts["assign_staff"](made, by=people["genelmudur"], on=on)
    writer, coordinator = User.objects.get(pk=other.pk), User.objects.get(pk=general.pk)
    return Team(number, center, writer, coordinator, people["uzman"], people["daire"])


def found_met(post: Post) -> dict[str, Any]:
    """These centres had no call: the General Directorate found each condition of the post met."""
    return {"conditions": list(CONDITIONS[Role(post.role)].values()), "basis": BASIS}


def _account(username: str, number: int) -> User:
    first, last = NAMES[number % len(NAMES)]
    person = User(username=username, first_name=first, last_name=last)
    person.set_unusable_password()
    person.save()
    return person


# In the order of the way; where nobody is on duty, the General Directorate stands in (docs/adr/0017).
WAY = (
    ChainStatus.DRAFT, ChainStatus.AT_COORDINATOR, ChainStatus.AT_SCHOOL, ChainStatus.AT_DISTRICT, ChainStatus.AT_PROVINCE,
    ChainStatus.AT_DIRECTORATE, ChainStatus.AT_UNIT,
)  # fmt: skip
SETTLED = (ChainStatus.RECEIVED, ChainStatus.APPROVED)


def bring(lifecycle: object, record: object, team: Team, to: ChainStatus, on: date, *, part: str = "") -> object:
    """Along the chain to a state; ``part``: what a return asks to put right, ``to`` being ``RETURNED``."""
    acts = lifecycle.acts  # type: ignore[attr-defined]
    if to == ChainStatus.DRAFT:
        return record
    record = acts["hand_in"](record, by=team.writer, on=on)
    while record.status not in {to, ChainStatus.AT_DIRECTORATE}:
        by = team.coordinator if record.status == ChainStatus.AT_COORDINATOR else team.expert
        record = acts["pass_on"](record, by=by, on=on)
    if to == ChainStatus.RETURNED:
        notes = {part: "Sayılar ekteki listelerle uyuşmuyor; düzeltip yeniden gönderin."}
        return acts["return_to_centre"](record, by=team.expert, on=on, reason="Düzeltilecek yerleri var.", notes=notes)
    if to == ChainStatus.RECEIVED:
        return acts["receive"](record, by=team.expert, on=on)
    if to in {ChainStatus.AT_UNIT, ChainStatus.APPROVED}:
        record = acts["send_to_unit"](record, by=team.expert, on=on)
    if to == ChainStatus.APPROVED:
        number = f"E-20880154-20-{10_140_000 + team.number * 100 + record.pk}"  # type: ignore[attr-defined]
        return acts["record_decision"](record, by=team.expert, on=on, decided_on=on, decision_number=number)
    return record
