"""The duties of Articles 8 and 9 with the records that answer to each: the centre's for the general coordinator, else the own ones."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from centers.choices import WorkKind as K
from centers.choices.staff import PostRole
from centers.duties import ANSWERS, NONE_OPEN, NOT_KEPT, NOT_KNOWN, Holder, duties_of, holder_of
from centers.rules.duties import DEVELOPMENT, GENERAL
from tests.api.conftest import Program
from tests.factories import TODAY, make_school, make_user
from tests.factories.center_monitoring import improve, make_monitoring
from tests.factories.center_plans import make_plan, make_report
from tests.factories.centers import make_center, make_task, people_of_chain
from tests.factories.programmes import make_activity, make_need, make_programme
from tests.factories.staff import make_staff, make_team, post_of, with_posts
from tests.factories.works import make_work

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/8/1", "smm/9/1")]


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


def world_of(center, people):
    """A record for each duty that has any; each work is the general coordinator's own."""
    general = people["coordinator"]
    make_need(center=center, by=general, title="Tezgâh ihtiyacı")
    make_need(center=center, by=general, kind="curriculum", title="Program ihtiyacı")
    make_programme(center=center, people=people, name="Yazılan program")
    approved = make_programme("chain_approved", center=center, people=people)
    make_activity(programme=approved, people=people, name="Teklif edilen")
    make_activity("activity_held", programme=approved, people=people, name="Yürüyen")
    for kind in K:
        make_work(kind, center=center, by=general, title=f"Çalışma {kind}")
    make_plan(center=center, people=people)
    improve(make_monitoring(center=center, title="İzlenen dönem"), by=people["writer"])
    make_task("task_given", center, title="Donanım anketi")


def shown(holder, viewer):
    return {one.duty.key: one for one in duties_of(holder, viewer, TODAY)}


def words(one):
    return " | ".join(link.words for link in one.links or ())


def test_every_duty_but_those_of_rooms_and_budget_has_what_answers_to_it():
    answered = {key for one in ANSWERS for key in one.duties}
    listed = {duty.key for duty in (*GENERAL, *DEVELOPMENT)}

    assert answered <= listed
    assert listed - answered == {"8/ğ", "8/h", "8/ı"}


def test_the_general_coordinator_sees_the_whole_centre_by_duty(center, people):
    world_of(center, people)
    found = shown(Holder(center, True, frozenset({people["coordinator"].pk})), people["coordinator"])

    expected = {
        "8/a": ["Tezgâh ihtiyacı", "Program ihtiyacı", "Yazılan program", "Teklif edilen"],
        "8/b": ["Yürüyen"],
        "8/c": ["Çalışma project", "Çalışma research"],
        "8/ç": ["Çalışma cooperation", "Çalışma sector"],
        "8/d": ["Çalışma promotion"],
        "8/e": ["faaliyet planı", "İzlenen dönem", "Donanım anketi"],
        "8/g": ["Anketler dosyalanacak"],
    }
    for key, names in expected.items():
        for name in names:
            assert name in words(found[key]), (key, name)
    assert "Yürüyen" not in words(found["8/a"])
    assert {found[key].said for key in ("8/ğ", "8/h", "8/ı")} == {NOT_KEPT}
    assert found["8/f"].said == NONE_OPEN


def test_a_development_coordinator_sees_the_own_records(center, people):
    world_of(center, people)
    own = people["writer"]
    make_need(center=center, by=own, title="Kendi ihtiyacı")
    make_work(K.PROJECT, center=center, by=people["coordinator"], responsible=own, title="Kendi projesi")
    found = shown(Holder(center, False, frozenset({own.pk})), own)

    assert set(found) == {duty.key for duty in DEVELOPMENT}
    assert "Kendi ihtiyacı" in words(found["9/a"])
    assert "Tezgâh ihtiyacı" not in words(found["9/a"])
    assert "Yazılan program" in words(found["9/a"])
    assert words(found["9/e"]) == "Kendi projesi"
    assert found["9/c"].said == NONE_OPEN
    assert "Program ihtiyacı" in words(found["9/b"])
    assert "Donanım anketi" in words(found["9/h"])


def test_what_is_settled_is_no_longer_shown_and_of_many_the_first(center, people):
    for number in range(7):
        make_need(center=center, by=people["writer"], title=f"İhtiyaç {number}")
    make_need("need_dropped", center=center, by=people["writer"], title="Vazgeçilen")
    make_work(K.RESEARCH, "work_finished", center=center, title="Biten")
    found = shown(Holder(center, True, None), people["coordinator"])

    assert len(found["8/a"].links) == 6
    assert (found["8/a"].links[-1].words, found["8/a"].links[-1].url) == (
        "Devamı merkezin sayfasında", f"{reverse('centers:center', args=[center.pk])}#ihtiyaclar",
    )  # fmt: skip
    assert "Vazgeçilen" not in words(found["8/a"])
    assert found["8/c"].said == NONE_OPEN


def test_without_an_account_the_own_records_are_not_known(center):
    made = make_staff(post=post_of(with_posts(center), PostRole.ENGLISH))
    found = shown(holder_of(made), make_user(Role.EXPERT))

    assert (found["9/a"].links, found["9/a"].said) == (None, NOT_KNOWN)
    assert found["9/g"].links is not None


def test_page_admin_and_api_show_the_same_to_whom_they_answer(client, center):
    center, team = make_team(center, others=0)
    make_work(K.PROMOTION, center=center, title="Fuar standı")
    day = localdate()
    type(team["general"]).objects.update(starts_on=min(day, TODAY), until=day.replace(year=day.year + 3))
    general = type(team["general"]).objects.get(pk=team["general"].pk)
    assert general.serves_on(day)
    principal = make_user(Role.PRINCIPAL, school=center.school)
    client.force_login(principal)

    page = client.get(reverse("centers:assignment", args=[general.pk])).text
    assert "SMM Yönergesi m. 8/1-d" in page
    assert "Fuar standı" in page
    expert = Client()
    expert.force_login(make_user(Role.EXPERT))
    assert "Fuar standı" in expert.get(reverse("admin:centers_staffassignment_change", args=[general.pk])).text
    program = Program()
    told = program.get(f"/center-assignments/{general.pk}/duties/").json()
    by_key = {one["key"]: one for one in told["duties"]}
    assert [one["words"] for one in by_key["8/d"]["records"]] == ["Fuar standı"]
    assert program.get(by_key["8/d"]["records"][0]["url"].removeprefix("/api/v1")).status_code == 200
    assert len(by_key) == len(GENERAL)
    assert Program(province=34).get(f"/center-assignments/{general.pk}/duties/").status_code == 404
    english = program.get(f"/center-assignments/{team['english'].pk}/duties/").json()["duties"]
    assert {one["records"] is None for one in english if one["key"] == "9/a"} == {True}


def test_the_page_of_duties_asks_as_much_for_many_records_as_for_one(client, center, people):
    client.force_login(people["coordinator"])
    counts = []
    for more in (1, 20):
        for _ in range(more):
            make_need(center=center, by=people["writer"])
            make_work(center=center, by=people["coordinator"])
        client.get(reverse("centers:duties"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("centers:duties")).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_reports_and_other_centres_stay_where_they_belong(center, people):
    elsewhere = make_center(school=make_school(province=34))
    make_report(center=elsewhere)
    make_need(center=elsewhere, title="Başkasının")
    found = shown(Holder(center, True, None), make_user(Role.EXPERT))

    assert "Başkasının" not in words(found["8/a"])
    assert found["8/e"].said == NONE_OPEN
