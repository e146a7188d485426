"""The page of who may do what says what the acts decide: the same as the tables written by hand, and no act is missing."""

import gc

import pytest
from django.urls import reverse

from accounts.choices import CONFINED_ROLES, NATIONAL_ROLES, PROVINCE_ROLES, Role
from desk.powers import HERE, LIFECYCLES, OWN, ROLES, admin_rows, person_of, record_at, rows
from schools.acts import importing
from tests.designations.test_who_may import OF_DESIGNATION, OF_DOSSIER
from tests.designations.test_who_may_follow import MAY
from tests.factories import make_school, make_user
from transfers import acts as transfers
from workflow.bulk import acts as bulk
from workflow.lifecycle import Lifecycle

pytestmark = pytest.mark.django_db
ROLE_OF = {
    "expert": Role.EXPERT,
    "head": Role.DEPARTMENT_HEAD,
    "director_general": Role.DIRECTOR_GENERAL,
    "officer": Role.PROVINCE_OFFICER,
    "director": Role.PROVINCE_DIRECTOR,
    "client": Role.CLIENT,
}
LOOKED_AT = set(ROLE_OF.values())


def row(name, subject=""):
    return next(found for found in rows() if found.name == name and (not subject or found.subject == subject))


def roles_here(found):
    """Who may do it to an ordinary record of the own place."""
    return {role for role, power in found.powers.items() if power.here and not power.note.startswith("yalnız")}


def test_every_lifecycle_and_every_act_stands_on_the_page():
    known = {id(lifecycle) for _, lifecycle, _ in LIFECYCLES}
    everywhere = [item for item in gc.get_objects() if type(item) is Lifecycle and item.acts]
    of_this_house = [
        item for item in everywhere if not next(iter(item.acts.values())).body.__module__.startswith("tests")
    ]

    assert [list(item.acts) for item in of_this_house if id(item) not in known] == []
    shown = {(found.subject, found.name) for found in rows()}
    declared = {(subject, name) for subject, lifecycle, _ in LIFECYCLES for name in lifecycle.acts}
    assert {
        (subject, name)
        for subject, name in declared
        if name not in {*importing.BY_THE_WORKER, *transfers.BY_ITSELF, *bulk.BY_THE_WORKER}
    } <= shown


@pytest.mark.parametrize(
    ("name", "state", "allowed"),
    [*OF_DOSSIER, *OF_DESIGNATION],
    # A set reads differently in each process, and tests that run beside each other must have the same names.
    ids=lambda value: "+".join(sorted(value))[:60] if isinstance(value, frozenset) else str(value),
)
def test_acts_on_dossiers_and_designations_as_in_the_hand_written_tables(name, state, allowed):
    found = next(item for item in rows() if item.name == name and item.subject in {"Dosya", "Belirleme"})
    expected = {ROLE_OF[person] for person in allowed if person in ROLE_OF}

    assert roles_here(found) & LOOKED_AT == expected


@pytest.mark.parametrize("name", sorted(MAY))
def test_the_follow_up_and_the_standards_as_in_the_hand_written_table(name):
    assert roles_here(row(name)) == set(MAY[name])


@pytest.mark.parametrize("name", ["approve", "send_back", "refuse"])
def test_requests_for_accounts_are_decided_by_these(name):
    decide = {Role.ADMINISTRATOR, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL}

    assert roles_here(row(name, "Hesap ve görev isteği")) == decide


def test_a_place_narrows_those_who_have_one_and_nobody_else():
    everywhere = {Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL, Role.ADMINISTRATOR}
    # A province may prepare drafts of versions nowhere, and any protocol that names no school of others.
    for found in rows():
        for role, power in found.powers.items():
            assert not (power.elsewhere and not power.here), (found.name, role)
            if power.elsewhere and role not in everywhere and power.note != OWN:
                assert (found.name, role) == ("begin_application", Role.TEACHER) or found.name == "open_protocol"


def test_made_up_people_have_the_scope_of_saved_ones():
    school = make_school()
    for role in (Role.EXPERT, *PROVINCE_ROLES, Role.AUDITOR, Role.ADMINISTRATOR):
        saved, made_up = make_user(role, province=6, school=school), person_of(role)
        assert (saved.scope.everywhere, saved.roles) == (made_up.scope.everywhere, made_up.roles)
    assert all(person_of(role).scope.covers(record_at(HERE)) for role in ROLES if role not in CONFINED_ROLES)
    assert not any(person_of(role).scope.covers(record_at(HERE)) for role in CONFINED_ROLES)
    assert person_of(Role.GENERAL_COORDINATOR).scope.centre_codes == {HERE[2]}


def test_an_act_that_opens_to_another_role_shows_on_the_page(monkeypatch):
    from designations.acts import DOSSIER

    before = row("take_up").powers[Role.AUDITOR].here
    act = DOSSIER.acts["take_up"]
    object.__setattr__(act, "may", lambda user, _: user.has_role(Role.AUDITOR))
    rows.cache_clear()
    try:
        assert (before, row("take_up").powers[Role.AUDITOR].here) == (False, True)
    finally:
        from designations.permissions import may_review

        object.__setattr__(act, "may", may_review)
        rows.cache_clear()


@pytest.mark.parametrize("role", [*(role for role in Role if role != Role.CLIENT), None])
def test_everybody_signed_in_reads_the_page(client, role, django_assert_max_num_queries):
    client.force_login(make_user(role, province=6, school=make_school()))
    client.get(reverse("desk:who_may"))

    with django_assert_max_num_queries(12):
        page = client.get(reverse("desk:who_may")).content.decode()

    assert "Kim ne yapabilir?" in page
    assert "İdari usul" in page
    assert ("Yönetim listeleri" in page) == (role in NATIONAL_ROLES)


def test_one_role_at_a_time_can_be_read(client):
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    officer = client.get(reverse("desk:who_may"), {"gorev": "province_officer"}).content.decode()
    auditor = client.get(reverse("desk:who_may"), {"gorev": "auditor"}).content.decode()
    unknown = client.get(reverse("desk:who_may"), {"gorev": "<x>"})

    assert "Kendi yeri" in officer
    assert "yalnız görür" in auditor
    assert unknown.status_code == 200


def test_the_admins_lists_are_told_by_role():
    lists = {found["label"]: dict(found["cells"]) for found in admin_rows()}

    assert lists["Kullanıcılar"]["Sistem yöneticisi"] == "Görür, değiştirir"
    assert lists["Kullanıcılar"]["Denetçi"] == "Görür"
    assert lists["Kullanıcılar"]["Genel Müdürlük uzmanı"] == ""
