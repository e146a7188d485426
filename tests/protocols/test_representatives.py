"""A stakeholder's representative sees its organisation's protocols, and nothing else."""

from datetime import date

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Duty
from documents.models import Paper
from documents.papers import withdraw
from protocols.acts import MEETING
from protocols.choices import ProtocolStatus as S
from protocols.choices.boards import MeetingStatus
from protocols.convening import tell_of_invitation
from protocols.models import Protocol, Stakeholder
from protocols.papers import issue_minutes
from tests.architecture.test_urls import ADDRESSES, fill, plain
from tests.factories import TODAY, make_protocol, make_school, make_stakeholder, make_user
from tests.factories.boards import make_board, make_board_meeting, sign, write_resolution
from workflow.models import Notice

pytestmark = pytest.mark.django_db
UNSIGNED_DAYS = {"signed_on": None, "starts_on": None, "ends_on": None}
PUBLIC = {200, 301, 302, 403, 404, 405}


@pytest.fixture
def ours():
    return make_protocol(make_school(), title="Bizim protokolümüz")


@pytest.fixture
def representative(client, ours):
    person = make_user(Role.REPRESENTATIVE, stakeholder=ours.stakeholders.get())
    client.force_login(person)
    return person


def test_a_representative_sees_the_protocols_of_its_organisation_only(representative, ours):
    theirs = make_protocol(*ours.schools.all())

    assert set(Protocol.objects.visible_to(representative)) == {ours}
    assert theirs not in Protocol.objects.visible_to(representative)


@pytest.mark.parametrize("state", [S.DRAFT, S.DROPPED])
def test_a_representative_does_not_see_what_was_shown_to_no_party(representative, ours, state):
    Protocol.objects.filter(pk=ours.pk).update(status=state, **UNSIGNED_DAYS)

    assert not Protocol.objects.visible_to(representative).exists()


def test_a_representative_sees_what_is_negotiated(representative, ours):
    Protocol.objects.filter(pk=ours.pk).update(status=S.NEGOTIATION, **UNSIGNED_DAYS)

    assert Protocol.objects.visible_to(representative).exists()


def test_the_first_page_of_a_representative_is_its_list(client, representative, ours):
    make_protocol(make_school(), title="Başkasının protokolü")

    page = client.get("/", follow=True)

    assert page.redirect_chain[-1][0] == reverse("representatives:mine")
    assert "Bizim protokolümüz" in page.content.decode()
    assert "Başkasının protokolü" not in page.content.decode()


def test_a_representative_opens_its_protocol_and_no_other(client, representative, ours):
    other = make_protocol(make_school())

    assert client.get(reverse("representatives:mine_detail", args=[ours.pk])).status_code == 200
    assert client.get(reverse("representatives:mine_detail", args=[other.pk])).status_code == 404


def test_all_that_is_not_opened_is_closed(client, representative, ours):
    """Every address without a record, and the pages of the protocol that the representative does see."""
    names = ("detail", "text", "edit", "amendment_new", "oblige")
    closed = [reverse(f"protocols:{name}", args=[ours.pk]) for name in names]
    assert {client.get(address).status_code for address in closed} == {403}

    answered = {a for a in map(fill, filter(plain, ADDRESSES)) if client.get(a).status_code == 200}
    anybody = Client()
    public = {a for a in answered if anybody.get(a).status_code == 200}
    opened = {address for address in answered - public if _view_of(address) not in settings.OPEN_TO_REPRESENTATIVES}

    assert opened == set()
    assert reverse("representatives:mine") in answered
    assert reverse("representatives:mine") not in public


def _view_of(address):
    from django.urls import resolve

    return resolve(address.partition("?")[0]).view_name


def test_a_representative_changes_nothing(client, representative, ours):
    for path in (reverse("protocols:act", args=[ours.pk, "end"]), reverse("protocols:stakeholder_new")):
        assert client.post(path, {}).status_code == 403
    assert client.get("/api/v1/protocols/").status_code == 403


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PROVINCE_OFFICER, Role.PRINCIPAL])
def test_the_pages_of_representatives_are_for_them(client, role):
    client.force_login(make_user(role, province=6, school=make_school()))

    assert client.get(reverse("representatives:mine")).status_code == 403


def test_the_list_asks_as_often_with_one_row_as_with_thirty(
    client, representative, ours, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        client.get(reverse("representatives:mine"))
    for _ in range(29):
        make_protocol(make_school()).stakeholders.set(ours.stakeholders.all())

    with django_assert_max_num_queries(14):
        client.get(reverse("representatives:mine"))


def test_a_duty_that_is_over_opens_no_protocol(representative):
    representative.duties.update(ends_on=date(2025, 1, 1))
    person = type(representative).objects.get(pk=representative.pk)

    assert not Protocol.objects.visible_to(person).exists()


@pytest.mark.parametrize(
    ("role", "code"), [(Role.REPRESENTATIVE, ""), (Role.REPRESENTATIVE, "X"), (Role.EXPERT, "P1")]
)
def test_the_code_of_a_stakeholder_goes_with_this_role_only(role, code):
    person = make_user(None)

    with pytest.raises(IntegrityError, match="duty_names_a_stakeholder"), transaction.atomic():
        Duty.objects.create(user=person, role=role, stakeholder_code=code, starts_on=date(2024, 1, 1))


def test_a_code_leads_to_its_stakeholder():
    stakeholder = make_stakeholder()

    assert Stakeholder.keys_of([stakeholder.code, "", "P", "Q7", "P0"]) == [stakeholder.pk]


def test_a_representative_sees_the_boards_of_its_organisation_and_what_the_members_are_told(client):
    meeting = make_board_meeting(MeetingStatus.PLANNED)
    board = meeting.board
    other = make_board_meeting(MeetingStatus.APPROVED)
    client.force_login(make_user(Role.REPRESENTATIVE, stakeholder=board.protocol.stakeholders.get()))

    page = client.get(reverse("representatives:boards")).content.decode()
    assert board.school.name in page
    assert other.board.school.name not in page
    shown = client.get(reverse("representatives:board", args=[board.pk])).content.decode()
    assert "Zeynep Güneş" in shown
    assert "no.lu toplantı" not in shown  # nobody is invited yet
    for name, pk in (("board", other.board_id), ("board_meeting", other.pk), ("board_meeting", meeting.pk)):
        assert client.get(reverse(f"representatives:{name}", args=[pk])).status_code == 404
    for name in ("boards", "board_resolutions", "boards_missing"):
        assert client.get(reverse(f"protocols:{name}")).status_code == 403
    assert client.get(reverse("protocols:board", args=[board.pk])).status_code == 403


def test_a_representative_reads_minutes_and_resolutions_once_they_are_complete(client):
    expert = make_user(Role.EXPERT)
    meeting = make_board_meeting(MeetingStatus.HELD)
    MEETING.acts["write_minutes"](meeting, by=expert, on=TODAY, minutes="Daha yazılıyor.")
    meeting = write_resolution(meeting, by=expert)
    client.force_login(make_user(Role.REPRESENTATIVE, stakeholder=meeting.board.protocol.stakeholders.get()))
    address = reverse("representatives:board_meeting", args=[meeting.pk])

    before = client.get(address).content.decode()
    assert "Daha yazılıyor." not in before
    assert "İki CNC" not in before

    meeting = MEETING.acts["complete_minutes"](meeting, by=expert, on=TODAY)
    issue_minutes(meeting)
    after = client.get(address).content.decode()
    assert "Daha yazılıyor." in after
    assert "İki CNC" in after
    paper = Paper.objects.of(meeting).get()
    assert client.get(reverse("representatives:board_paper", args=[meeting.pk, paper.pk])).status_code == 200
    assert client.get(reverse("representatives:board_calendar", args=[meeting.pk])).status_code == 200
    assert client.get(reverse("representatives:board_minutes", args=[meeting.pk])).status_code == 404
    sign(meeting, by=expert)
    assert client.get(reverse("representatives:board_minutes", args=[meeting.pk])).status_code == 200
    withdraw(paper, on=TODAY, reason="x")
    assert client.get(reverse("representatives:board_paper", args=[meeting.pk, paper.pk])).status_code == 404


def test_a_representative_opens_the_notice_that_invites_it(client):
    meeting = make_board_meeting(MeetingStatus.INVITED)
    person = make_user(Role.REPRESENTATIVE, stakeholder=meeting.board.protocol.stakeholders.get())
    tell_of_invitation(meeting, on=TODAY)
    client.force_login(person)

    assert "davet" in client.get(reverse("desk:notices")).content.decode()
    opened = client.get(reverse("desk:open_notice", args=[Notice.objects.get(user=person).pk]), follow=True)

    assert opened.status_code == 200
    assert meeting.place in opened.content.decode()


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PROVINCE_OFFICER, Role.PRINCIPAL])
def test_the_boards_of_representatives_are_for_them(client, role):
    meeting = make_board_meeting(MeetingStatus.APPROVED)
    client.force_login(make_user(role, province=6, school=meeting.board.school))

    for address in (
        reverse("representatives:boards"),
        reverse("representatives:board", args=[meeting.board_id]),
        *(
            reverse(f"representatives:{name}", args=[meeting.pk])
            for name in ("board_meeting", "board_minutes", "board_calendar")
        ),
        reverse("representatives:board_paper", args=[meeting.pk, 1]),
    ):
        assert client.get(address).status_code == 403, address


def test_the_boards_of_a_representative_ask_as_often_for_one_as_for_many(client):
    board = make_board()
    party = board.protocol.stakeholders.get()
    client.force_login(make_user(Role.REPRESENTATIVE, stakeholder=party))
    counts = []
    for many in (0, 9):
        for _ in range(many):
            make_board().protocol.stakeholders.set([party])
        client.get(reverse("representatives:boards"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("representatives:boards"))
        counts.append(len(queries))

    assert counts[0] == counts[1]
