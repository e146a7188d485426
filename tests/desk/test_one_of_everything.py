"""One of everything that waits: each count is the number of rows of its list, and each pile lies on somebody's desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from designations import acts
from designations.choices import DossierStatus as S, ReportStatus
from desk.piles import PILES
from desk.waiting import SHOWN, piles_of
from tests import factories
from tests.desk.centres import of_centres
from tests.desk.test_expense_piles import of_expenses
from tests.desk.test_placement_piles import of_placements
from tests.desk.test_transfer_piles import of_transfers
from tests.desk.test_waiting import asked_account, of_enterprises
from tests.factories.boards import (
    make_board,
    make_board_meeting,
    make_resolution,
    make_sector_school,
    make_staffed_board,
)
from tests.factories.campaigns import of_controls
from tests.factories.follow_up import make_follow_up_report
from tests.factories.law import make_version
from tests.factories.obligations import make_obligation
from tests.factories.protocols import make_amendment, make_signed
from tests.factories.sponsors import has_library, make_school_without_library, make_sponsor_assignment
from workflow.law.choices import LawStatus
from workflow.people.acts import REQUEST

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY
ROLES = [
    Role.EXPERT,
    Role.DEPARTMENT_HEAD,
    Role.DIRECTOR_GENERAL,
    Role.PROVINCE_OFFICER,
    Role.PROVINCE_DIRECTOR,
    Role.DISTRICT_OFFICER,
    Role.PRINCIPAL,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
]


@pytest.fixture(scope="module")
def school(django_db_setup, django_db_blocker):
    """A school around which one of everything waits; made once, since what a test does to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = factories.make_region_ready(factories.make_school())
        everything(made)
        yield made
        transaction.set_rollback(True)


def everything(school):
    """Dossiers in every state, in this school's province and elsewhere, a revocation, a paper, a protocol draft."""
    for state in (S.DRAFT, S.SUBMITTED, S.UNDER_REVIEW, S.RETURNED, S.APPROVAL_PROPOSED, S.REFUSED):
        factories.make_dossier(state)
        factories.make_dossier(state, school=factories.make_region_ready(factories.make_school(province=34)))
    acts.open_dossier(factories.make_school(), by=factories.make_user(Role.EXPERT), on=TODAY, type="region")
    designation = factories.make_designation(school=school)
    acts.announce_revocation(designation, by=factories.make_user(), on=TODAY, reason="request", note="Talep.")
    factories.make_protocol(school, status="draft", signed_on=None)
    make_obligation(make_amendment(make_signed(school)).protocol, first_due_on=TODAY + timedelta(days=1))
    of_enterprises(school)
    of_boards(make_sector_school(province=school.province))
    make_signed(school, ends_on=TODAY + timedelta(days=30))
    make_sponsor_assignment("sponsor_proposed", sponsor=has_library(school))
    make_sponsor_assignment("sponsor_offered", school=make_school_without_library(province=school.province))
    make_sponsor_assignment("sponsor_agreed")
    officer = factories.make_user(Role.PROVINCE_OFFICER, province=school.province)
    asked_account(officer, "bekleyen@meb.gov.tr")
    REQUEST.acts["send_back"](
        asked_account(officer, "iade@meb.gov.tr"),
        by=factories.make_user(Role.ADMINISTRATOR),
        on=TODAY,
        answer="Adı düzeltin.",
    )
    of_expenses(school)
    of_placements(school)
    of_transfers()
    of_centres()
    for state in (ReportStatus.DRAFT, ReportStatus.RETURNED, ReportStatus.SENT):
        make_follow_up_report(state)
    of_controls(school)
    make_version(LawStatus.DRAFT, on=TODAY)


def of_boards(school):
    """A board that must meet, one whose meeting passed, a resolution without an answer, a protocol without a board's rules."""
    make_board(school)
    make_board_meeting(board=make_staffed_board(make_sector_school(province=school.province)))
    make_resolution(board=make_staffed_board(make_sector_school(province=school.province)))
    make_signed(make_sector_school(province=school.province))


@pytest.mark.parametrize("role", ROLES)
def test_every_count_is_the_number_of_rows_of_its_list(client, school, role):
    user = factories.make_user(role, school=school)
    client.force_login(user)

    answer = client.get(reverse("desk:home"))

    for group in answer.context["groups"]:
        for shown in group.piles:
            listed = client.get(shown.url, {"boyut": 100})
            assert len(listed.context["tasks"]) == shown.count, shown.kind.key
            assert [t.url for t in listed.context["tasks"]][:SHOWN] == [t.url for t in shown.tasks]
    mine = {kind.key for kind in PILES if kind.of(user)}
    for kind in PILES:
        assert client.get(reverse("desk:pile", args=[kind.key])).status_code == (200 if kind.key in mine else 404)


def test_every_pile_is_on_somebodys_desk_when_there_is_one_of_everything(school):
    for role in ROLES:
        factories.make_user(role, school=school)
    told_elsewhere = {"faaliyet-onayi", "onaya-sunulan", "faaliyet-taslak", "iptal-karari", "iptal-onerisi"}
    missing = {kind.key for kind in PILES} - told_elsewhere - {"gorus-verilen", "gm-duzeltme", "sayi"}

    for user in User.objects.order_by("-pk"):  # those just made see most
        if any(kind.of(user) and kind.rows(user, TODAY).exists() for kind in PILES if kind.key in missing):
            missing -= {pile.kind.key for pile in piles_of(user, on=TODAY)}

    assert missing == set()
