"""The papers of advisory boards: the invitation, the minutes, the minutes with answers; each once, void when it is not so any more."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from documents.choices import PaperStatus
from documents.models import Paper
from protocols.acts import MEETING, RESOLUTION
from protocols.choices.boards import BoardSide, MeetingStatus as S
from protocols.tasks import (
    after_board_answer,
    after_board_invitation,
    after_board_meeting_changed,
    after_board_minutes,
)
from tests.documents.reading import reader_of, text_of
from tests.factories import TODAY, make_user
from tests.factories.boards import (
    MEETS_ON,
    make_board_meeting,
    make_board_member,
    make_resolution,
    make_sector_school,
    make_staffed_board,
)

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/9")]
LONG = "Prof. Dr. Necmettin Erbakan Organize Sanayi Bölgesi Şehit Öğretmen Ayşe Işık Mesleki ve Teknik Anadolu Lisesi"
M, A = MEETING.acts, RESOLUTION.acts


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


def papers(meeting, kind):
    return list(Paper.objects.of(meeting).filter(kind=kind).order_by("pk"))


def test_the_invitation_says_when_where_what_and_to_whom():
    board = make_staffed_board(make_sector_school(name=LONG))
    make_board_member(board, "Ali Kaya", substitutes=board.members.order_by("pk")[0])
    meeting = make_board_meeting(S.INVITED, board=board)

    for _ in range(2):
        after_board_invitation(pk=meeting.pk)

    [paper] = papers(meeting, "board_invitation")
    text = " ".join(text_of(paper).split())
    for words in (
        LONG, "15.09.2026", "14:00", "Okul toplantı salonu", "Atölye donatımı", "Zeynep Güneş", "Şube müdürü",
        "Ayşe Işık üyesinin yedeği", "Yönerge m. 8/9", "m. 3", "DANIŞMA KURULU ÜYELERİNE",
    ):  # fmt: skip
        assert words in text, words
    assert paper.dated_on == meeting.invited_on


def test_an_invitation_that_is_not_so_any_more_is_void_and_a_new_one_is_another_paper(expert):
    meeting = make_board_meeting(S.INVITED)
    after_board_invitation(pk=meeting.pk)
    meeting = M["postpone"](
        meeting, by=expert, on=TODAY, meets_on=MEETS_ON + timedelta(7), starts_at=meeting.starts_at, reason="Bakım."
    )
    after_board_meeting_changed(pk=meeting.pk)
    after_board_invitation(pk=meeting.pk)  # a message that came late prints nothing
    [first] = papers(meeting, "board_invitation")
    assert first.status == PaperStatus.WITHDRAWN

    meeting = M["invite"](meeting, by=expert, on=TODAY, invited_on=MEETS_ON - timedelta(10))
    after_board_invitation(pk=meeting.pk)
    after_board_meeting_changed(pk=meeting.pk)

    first, second = papers(meeting, "board_invitation")
    assert (first.status, second.status) == (PaperStatus.WITHDRAWN, PaperStatus.ISSUED)
    assert "22.09.2026" in text_of(second)


def test_the_minutes_carry_attendance_agenda_resolutions_and_places_to_sign():
    meeting = make_board_meeting(S.MINUTED, came=2)

    for _ in range(2):
        after_board_minutes(pk=meeting.pk)

    [paper] = papers(meeting, "board_minutes")
    text = " ".join(text_of(paper).split())
    for words in (
        "3 üyeden 2 üye katıldı; gereken 2 (üyelerin yarıdan fazlasıyla): yeter sayı sağlandı", "Katılmadı",
        "Atölye donatımı görüşüldü.", "İki CNC tezgâhı", "Kabul 2, ret 0, çekimser 0", "1/1", "Ayşe IŞIK",
        "Toplantıyı yöneten", "danışma niteliğindedir (Yönerge m. 8/9)",
    ):  # fmt: skip
        assert words in text, words
    assert "yanıtı" not in text
    assert "Zeynep GÜNEŞ" not in text  # did not come, does not sign
    assert reader_of(paper).attachments["veri.json"]


def test_a_meeting_without_a_quorum_has_minutes_that_say_so():
    meeting = make_board_meeting(S.MINUTED, came=1)

    after_board_minutes(pk=meeting.pk)

    text = " ".join(text_of(papers(meeting, "board_minutes")[0]).split())
    assert "yeter sayı sağlanamadı" in text
    assert "karar alınmamıştır" in text


def test_minutes_that_were_opened_again_are_void(expert):
    meeting = make_board_meeting(S.MINUTED)
    after_board_minutes(pk=meeting.pk)
    meeting = M["reopen_minutes"](meeting, by=expert, on=TODAY, reason="Eksik.")
    after_board_meeting_changed(pk=meeting.pk)
    meeting = M["complete_minutes"](meeting, by=expert, on=TODAY)
    after_board_minutes(pk=meeting.pk)

    assert [paper.status for paper in papers(meeting, "board_minutes")] == [PaperStatus.WITHDRAWN, PaperStatus.ISSUED]


def test_the_answers_are_printed_with_the_minutes_once_all_are_given():
    resolution = make_resolution()
    meeting = resolution.meeting
    principal = make_user(Role.PRINCIPAL, school=meeting.board.school)
    after_board_answer(pk=resolution.pk)
    assert papers(meeting, "board_answers") == []

    answered = A["follow_partly"](resolution, by=principal, on=TODAY, answer="Ödenek bir tezgâha yetiyor.")
    for _ in range(2):
        after_board_answer(pk=resolution.pk)
    [paper] = papers(meeting, "board_answers")
    text = " ".join(text_of(paper).split())
    assert "Kısmen uyuldu (01.10.2026)" in text
    assert "Ödenek bir tezgâha yetiyor." in text
    assert "İki CNC tezgâhı" in text

    answered = A["take_answer_back"](answered, by=principal, on=TODAY, reason="Ödenek geldi.")
    after_board_answer(pk=resolution.pk)
    A["follow"](answered, by=principal, on=TODAY, answer="")
    after_board_answer(pk=resolution.pk)
    states = [paper.status for paper in papers(meeting, "board_answers")]
    assert states == [PaperStatus.WITHDRAWN, PaperStatus.ISSUED]


def test_papers_are_opened_from_the_meetings_page(client, expert):
    meeting = make_board_meeting(S.MINUTED)
    after_board_minutes(pk=meeting.pk)
    paper = papers(meeting, "board_minutes")[0]
    client.force_login(expert)

    page = client.get(reverse("protocols:board_meeting", args=[meeting.pk])).content.decode()
    address = reverse("protocols:board_paper", args=[meeting.pk, paper.pk])
    assert address in page
    answer = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    other = make_board_meeting()
    assert client.get(reverse("protocols:board_paper", args=[other.pk, paper.pk])).status_code == 404


def test_the_public_page_of_the_minutes_names_nobody(client):
    board = make_staffed_board()
    make_board_member(board, "Gizlenecek Kişi", side=BoardSide.DIRECTORATE)
    meeting = make_board_meeting(S.MINUTED, board=board, came=4)
    after_board_minutes(pk=meeting.pk)

    page = client.get(
        reverse("documents:verify_code", args=[papers(meeting, "board_minutes")[0].code])
    ).content.decode()

    assert "Danışma Kurulu 1 No.lu Toplantı Tutanağı" in page
    assert "Gizlenecek" not in page
