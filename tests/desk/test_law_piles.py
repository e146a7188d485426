"""A draft of a provision's version waits for whoever may publish it, and never for who wrote it last (docs/adr/0025)."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from tests.desk.test_waiting import later, pile
from tests.factories import TODAY, make_user
from tests.factories.law import make_version, said
from tests.factories.together import make_substitution
from workflow.law.acts import drop_provision_version, publish_provision_version, write_provision_version
from workflow.law.choices import LawStatus

pytestmark = pytest.mark.django_db
WAITS, DRAFTED = "hukum-yayim", "hukum-taslak"


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD)


@pytest.fixture
def director():
    return make_user(Role.DIRECTOR_GENERAL)


def test_a_draft_waits_for_another_than_who_wrote_it(head, director):
    version = make_version(LawStatus.DRAFT, by=head, on=TODAY)

    found = pile(director, WAITS, on=later(7)).tasks[0]

    assert pile(head, WAITS) is None
    assert found.url == reverse("desk:provision_version", args=[version.pk])
    assert found.record == f"{version.citation}: {version.summary}"
    assert found.label == f"Yürürlük: {version.begins:%d.%m.%Y}"
    assert (found.since, found.holder) == (TODAY, "Daire başkanı veya genel müdür")


def test_it_changes_desks_with_the_one_who_writes_it_anew(head, director):
    version = make_version(LawStatus.DRAFT, by=head, on=TODAY)

    write_provision_version(version, by=director, on=later(1), **said(summary="Sektör beş yıldır yoğun mu?"))

    assert pile(director, WAITS, on=later(2)) is None
    assert pile(head, WAITS, on=later(2)).count == 1


def test_who_acts_in_the_writers_place_does_not_find_it_to_publish(head, director):
    make_version(LawStatus.DRAFT, by=head, on=TODAY)
    make_substitution(head, director)

    assert pile(director, WAITS) is None
    assert pile(make_user(Role.DEPARTMENT_HEAD), WAITS).count == 1


@pytest.mark.parametrize("end", [publish_provision_version, drop_provision_version])
def test_it_waits_no_more_when_it_is_published_or_given_up(end, head, director):
    version = make_version(LawStatus.DRAFT, by=head, on=TODAY)

    end(version, by=director, on=TODAY, **({"note": "Vazgeçildi."} if end is drop_provision_version else {}))

    assert pile(director, WAITS) is None
    assert pile(head, DRAFTED) is None


def test_the_general_directorate_sees_its_drafts_and_nobody_else_does(head):
    make_version(LawStatus.DRAFT, by=head, on=TODAY)

    assert [pile(make_user(role), DRAFTED).count for role in (Role.EXPERT, Role.DEPARTMENT_HEAD)] == [1, 1]
    assert pile(head, DRAFTED).tasks[0].holder == "Daire başkanı veya genel müdür"
    for role in (Role.AUDITOR, Role.PROVINCE_OFFICER):
        assert (pile(make_user(role), WAITS), pile(make_user(role), DRAFTED)) == (None, None)
    assert pile(make_user(Role.EXPERT), WAITS) is None


def test_the_list_behind_the_pile_says_the_same(client, head, director):
    make_version(LawStatus.DRAFT, by=head, on=TODAY)
    client.force_login(director)

    answer = client.get(pile(director, WAITS).url)

    assert [task.url for task in answer.context["tasks"]] == [one.url for one in pile(director, WAITS).tasks]
    assert "Yayımlanmayı bekleyen hüküm sürümleri" in answer.content.decode()
