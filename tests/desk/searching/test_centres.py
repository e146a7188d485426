"""Centres, coordinators, programmes, activities and needs in the search: found by who sees them, and by nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from centers.choices import CenterStatus
from centers.choices.staff import StaffStatus
from desk.searching import Question, search
from tests.api.conftest import Program
from tests.factories import TODAY, make_school, make_user
from tests.factories.centers import make_center
from tests.factories.programmes import make_activity, make_need, make_programme
from tests.factories.staff import make_staff, post_of, with_posts

pytestmark = pytest.mark.django_db
KINDS = ("merkez", "koordinator", "program", "faaliyet", "ihtiyac")


def ask(user, text, **values):
    """What was found or is alike, by kind."""
    groups = search(user, Question(text, TODAY, **values))
    return {group.kind.key: [hit.record for hit in [*group.hits, *group.similar]] for group in groups}


@pytest.fixture
def world():
    """One of each in a centre of İstanbul."""
    school = make_school(name="Barbaros Denizcilik Lisesi", province=34)
    center = with_posts(make_center(school=school, name="Işık Kaynak Teknolojisi SMM"))
    programme = make_programme("chain_approved", center=center, name="Beş Eksenli Tezgâh Programı")
    return {
        "merkez": center,
        "koordinator": make_staff(post=post_of(center, "english_coordinator"), name="Şükriye Çağlayanoğlu"),
        "program": programme,
        "faaliyet": make_activity(programme=programme, name="Tezgâh Kursu", place="Pendik"),
        "ihtiyac": make_need(center=center, title="Kaynak robotlarını öğretmek"),
    }


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("merkez", "isik kaynak"),
        ("merkez", "BARBAROS"),
        ("koordinator", "çağlayanoğlu"),
        ("koordinator", "sukriye isik"),
        ("program", "bes eksenli"),
        ("faaliyet", "tezgah kursu"),
        ("faaliyet", "pendik"),
        ("ihtiyac", "kaynak robotlarini"),
    ],
)
def test_each_is_found_by_its_words(world, kind, typed):
    for user in (make_user(Role.EXPERT), make_user(Role.PROVINCE_OFFICER, province=34)):
        assert ask(user, typed)[kind] == [world[kind]], typed
    hit = search(make_user(), Question(typed, TODAY, (kind,)))[0].hits[0]
    assert str(world[kind].pk) in hit.url
    assert "İl 34" in hit.note or "34" in hit.note or "Işık" in hit.note


def test_the_code_of_the_institution_finds_all_of_its_centre(world):
    found = ask(make_user(), world["merkez"].school.code)

    assert {kind for kind in KINDS if found.get(kind)} == set(KINDS)
    assert found["ihtiyac"] == [world["ihtiyac"]]


@pytest.mark.parametrize(
    "role", [Role.PROVINCE_OFFICER, Role.PRINCIPAL, Role.DISTRICT_OFFICER, Role.TEACHER, Role.CLIENT]
)
def test_nothing_of_another_place_is_found(world, role):
    user = make_user(role, province=6, school=make_school())

    for typed in ("kaynak", "çağlayanoğlu", "tezgah", world["merkez"].school.code, "kaynka"):
        assert not set(KINDS) & set(ask(user, typed)), typed


def test_proposals_are_found_by_the_directorate_alone():
    proposed = make_center(CenterStatus.PROPOSED, school=make_school(name="Önerilen Lise"), name="Önerilen SMM")
    prepared = make_staff(StaffStatus.PREPARED, name="Hazırlanan Öğretmen")
    officer, expert = make_user(Role.PROVINCE_OFFICER, province=6), make_user(Role.EXPERT)

    assert ask(expert, "onerilen")["merkez"] == [proposed]
    assert "merkez" not in ask(officer, "onerilen")
    assert ask(expert, "hazirlanan")["koordinator"] == [prepared]
    assert "koordinator" not in ask(officer, "hazirlanan")


def test_state_province_and_year_narrow_them(world):
    user = make_user()

    assert ask(user, "kaynak", province=34)["merkez"] == [world["merkez"]]
    assert not set(KINDS) & set(ask(user, "kaynak", province=6))
    assert list(ask(user, "kaynak", state="need_open")) == ["ihtiyac"]
    assert ask(user, "kaynak", state="need_dropped") == {}
    year = world["faaliyet"].starts_on.year
    assert ask(user, "tezgah", year=year)["faaliyet"] == [world["faaliyet"]]
    assert "faaliyet" not in ask(user, "tezgah", year=year - 1)
    assert "merkez" not in ask(user, "kaynak", year=TODAY.year - 1)
    assert ask(user, "sukriye", year=TODAY.year)["koordinator"] == [world["koordinator"]]


def test_programs_find_them_with_the_scope_of_centres(world):
    names = {
        "merkez": "center", "koordinator": "center_coordinator", "program": "center_programme",
        "faaliyet": "center_activity", "ihtiyac": "center_need",
    }  # fmt: skip
    program = Program(province=34)
    for kind, name in names.items():
        (row,) = program.get("/search/", q=world["merkez"].school.code, kind=name).json()["results"]
        assert (row["kind"], row["id"], row["province"]) == (name, world[kind].pk, 34)
        assert program.get(row["url"].removeprefix("/api/v1")).status_code == 200
    assert Program(scopes=["schools:read"]).get("/search/", q="kaynak", kind="center").status_code == 403
    assert Program(province=6).get("/search/", q="kaynak").json()["results"] == []


def test_thirty_hits_ask_as_much_as_one(client, world):
    client.force_login(make_user())
    counts = []
    for more in (0, 6):
        for _ in range(more):
            center = make_center(name="Kaynak SMM")
            make_need(center=center, title="Kaynak")
            make_programme(center=center, name="Kaynak")
        client.get("/ara/", {"q": "kaynak"})
        with CaptureQueriesContext(connection) as captured:
            assert "Mükemmeliyet merkezleri" in client.get("/ara/", {"q": "kaynak"}).text
        counts.append(len(captured))

    assert counts[1] <= counts[0] + 1
