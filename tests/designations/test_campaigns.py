"""Control campaigns: prepared, announced by another with a draw, answered, judged, closed; guards in the database; who is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from designations import acts, tasks, telling_controls
from designations.campaigns import framed, lots_of, sizes_by_type, sizes_of, usual_last_day
from designations.choices import CampaignStatus as C, ControlFinding as F, ControlStatus as S
from designations.models import ControlAnswer, ControlCampaign, ControlledSchool
from designations.rules.campaigns import sample
from documents.intake import FileRefused
from documents.models import Attachment, Paper
from tests.factories import TODAY, make_day_off, make_province, make_upload, make_user
from tests.factories.campaigns import (
    DUE,
    asked,
    bring,
    fill_in,
    make_control_campaign,
    make_control_file,
    make_controlled,
    make_designated,
)
from workflow.models import JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = pytest.mark.django_db


def prepare(by=None, **values):
    return acts.prepare_control_campaign(by=by or make_user(Role.EXPERT), on=TODAY, **asked(**values))


def notices(user):
    return list(Notice.objects.filter(user=user).values_list("text", flat=True))


@pytest.fixture
def head():
    return make_user(Role.DIRECTOR_GENERAL)


def test_a_campaign_asks_its_questions_and_then_its_evidence_in_order():
    campaign = prepare(title="  Yıllık   denetim ", questions=["Bir?", "  İki?  "], evidence=["Üç"])

    assert campaign.title == "Yıllık denetim"
    assert list(campaign.items.values_list("number", "text", "needs_file")) == [
        (1, "Bir?", False), (2, "İki?", False), (3, "Üç", True),
    ]  # fmt: skip
    assert (campaign.status, campaign.seed, campaign.frame) == (C.DRAFT, "", [])


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"title": " "}, "title", "bir ad verin"),
        ({"percent": 0}, "percent", "1 ile 100"),
        ({"percent": 101}, "percent", "1 ile 100"),
        ({"school_year": 2022}, "school_year", "2023 ile 2100"),
        ({"due_on": TODAY}, "due_on", "bugünden sonra"),
        ({"due_on": date(2026, 10, 3)}, "due_on", "iş günü değil"),
        ({"questions": [], "evidence": [" "]}, "questions", "En az bir soru"),
        ({"questions": ["Aynı", "Aynı"]}, "questions", "iki kez"),
        ({"questions": [str(n) for n in range(31)]}, "questions", "En çok 30"),
        ({"evidence": ["x" * 501]}, "evidence", "500 karakter"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(values, field, says):
    with pytest.raises(Invalid, match=says) as refused:
        prepare(**values)

    assert set(refused.value.faults) == {field}
    assert not ControlCampaign.objects.exists()


def test_a_day_off_of_the_administration_is_no_last_day():
    make_day_off(DUE)

    with pytest.raises(Invalid, match="iş günü değil"):
        prepare()


def test_the_last_day_offered_is_twenty_working_days_away():
    assert usual_last_day(date(2026, 10, 1)) == date(2026, 10, 30)  # 29 October is a public holiday


def test_one_name_a_year():
    prepare(title="Denetim")
    prepare(title="Denetim", school_year=2025)

    with pytest.raises(Invalid, match="bu adla"):
        prepare(title="Denetim")


def test_a_draft_is_written_anew_by_anybody_of_the_ministry():
    campaign, other = prepare(), make_user(Role.EXPERT)

    campaign = acts.write_control_campaign(
        campaign, by=other, on=TODAY, **asked(percent=25, questions=["Yeni?"], evidence=[])
    )

    assert (campaign.percent, campaign.prepared_by) == (25, other)
    assert list(campaign.items.values_list("text", flat=True)) == ["Yeni?"]


def test_whoever_wrote_it_last_does_not_announce_it(head):
    make_designated()
    campaign = prepare(by=head)

    with pytest.raises(NotPermitted, match="son yazan kişi duyuramaz"):
        acts.announce_control_campaign(campaign, by=head, on=TODAY)
    with pytest.raises(NotPermitted, match="göreviniz"):
        acts.announce_control_campaign(campaign, by=make_user(Role.EXPERT), on=TODAY)
    assert not ControlledSchool.objects.exists()


def test_announcing_draws_so_that_anybody_can_draw_the_same_again(head):
    for _ in range(12):
        make_designated(6)
    make_designated(34)
    campaign = acts.announce_control_campaign(prepare(percent=25), by=head, on=TODAY)

    campaign.refresh_from_db()
    codes = set(campaign.schools.values_list("designation__school__code", flat=True))
    assert len(codes) == 4  # 3 of 12, and 1 of 1
    assert codes == {unit.code for unit in sample(framed(campaign), 25, campaign.seed)}
    assert codes == {lot.code for lot in lots_of(campaign) if lot.drawn}
    assert len(campaign.seed) == 32
    assert len(campaign.frame) == 13
    assert {one.status for one in campaign.schools.all()} == {S.DRAWN}
    entry = JournalEntry.objects.of(campaign).last()
    assert (entry.details["seed"], entry.details["entered"], entry.details["drawn"]) == (campaign.seed, 13, 4)
    assert all(JournalEntry.objects.of(one).get().act == "draw_school" for one in campaign.schools.all())


def test_the_preview_says_how_many_and_the_draw_keeps_to_it(head):
    for _ in range(5):
        make_designated(6)
    make_designated(34)
    campaign = prepare(percent=30)
    before = sizes_of(campaign, TODAY)

    campaign = acts.announce_control_campaign(campaign, by=head, on=TODAY)

    assert before == sizes_of(campaign, TODAY + timedelta(400))
    total = sizes_by_type(before)[-1]
    assert (total.size, total.wanted, total.provinces) == (6, 3, 2)
    assert campaign.schools.count() == total.wanted


def test_designations_that_do_not_hold_on_the_day_are_not_drawn(head):
    ended, held = make_designated(), make_designated()
    acts.mark_entered_in_error(ended, by=head, on=TODAY, note="Yanlış kurum.")

    campaign = acts.announce_control_campaign(prepare(percent=100), by=head, on=TODAY)

    assert [one.designation for one in campaign.schools.all()] == [held]


def test_without_designations_nothing_is_drawn(head):
    with pytest.raises(Invalid, match="yürürlükte belirleme yok"):
        acts.announce_control_campaign(prepare(), by=head, on=TODAY)


def test_schools_drawn_lately_come_last_and_again_only_where_there_are_too_few(head):
    first = make_designated()
    make_control_campaign(C.ANNOUNCED, percent=100, school_year=2025)
    second = make_designated()

    next_year = make_control_campaign(C.ANNOUNCED, percent=50)
    all_of_them = make_control_campaign(C.ANNOUNCED, percent=100)
    without_rest = sizes_of(prepare(rest_years=0, school_year=2028), TODAY)

    assert [one.designation for one in next_year.schools.all()] == [second]
    assert {one.designation for one in all_of_them.schools.all()} == {first, second}
    assert without_rest[0].recent == 0


def test_a_letter_to_each_province_names_its_schools_alone_and_is_made_once(head):
    here, there = make_designated(6, name="Ankara Lisesi"), make_designated(34, name="İstanbul Lisesi")
    campaign = acts.announce_control_campaign(prepare(percent=100, note="Acele edin."), by=head, on=TODAY)

    tasks.after_campaign_announced(pk=campaign.pk)
    tasks.after_campaign_announced(pk=campaign.pk)  # a worker that was killed does it again

    letters = {paper.province_id: paper for paper in Paper.objects.of(campaign)}
    assert set(letters) == {6, 34}
    assert letters[6].content["addressee"].endswith("VALİLİĞİNE")
    assert [row[2] for row in letters[6].content["tables"][1]["rows"]] == ["Ankara Lisesi"]
    assert "Acele edin." in letters[34].content["paragraphs"]
    assert any(campaign.seed in text for text in letters[34].content["paragraphs"])
    for designation, paper in ((here, letters[6]), (there, letters[34])):
        for role in (Role.PROVINCE_OFFICER, Role.PRINCIPAL):
            user = make_user(role, province=designation.school.province, school=designation.school)
            assert list(Paper.objects.visible_to(user).of(campaign)) == [paper]


def test_provinces_answer_once_the_answers_are_opened():
    controlled = make_controlled(S.DRAWN)
    officer = make_user(Role.PROVINCE_OFFICER, province=controlled.designation.school.province)
    with pytest.raises(OutOfState):
        acts.write_control_answers(controlled, by=officer, on=TODAY, answers={"1": "Evet."})

    acts.open_collecting(controlled.campaign, by=make_user(Role.EXPERT), on=TODAY)
    tasks.after_collecting_began(pk=controlled.campaign_id)
    tasks.after_collecting_began(pk=controlled.campaign_id)

    controlled.refresh_from_db()
    assert (controlled.status, controlled.state_since, controlled.revision) == (S.ASKED, TODAY, 1)
    entry = JournalEntry.objects.of(controlled).last()
    assert (entry.act, entry.before, entry.after) == ("ask_school", S.DRAWN, S.ASKED)
    assert len([text for text in notices(officer) if "ilinizden 1 okul" in text]) == 1


def test_an_answer_is_sent_only_whole():
    controlled = make_controlled()
    officer = make_user(Role.PROVINCE_OFFICER, province=controlled.designation.school.province)

    with pytest.raises(Invalid, match=r"1\. yanıt yazılmadı; 2\. yanıt yazılmadı; 2\. belge eklenmedi"):
        acts.send_control_answers(controlled, by=officer, on=TODAY)
    acts.write_control_answers(controlled, by=officer, on=TODAY, answers={"1": " Evet. ", "2": "Ekte."})
    with pytest.raises(Invalid, match=r"Eksik: 2\. belge eklenmedi\."):
        acts.send_control_answers(controlled, by=officer, on=TODAY)
    kept = make_control_file(controlled, controlled.campaign.items.get(number=2), by=officer)
    controlled = acts.send_control_answers(controlled, by=officer, on=TODAY)

    assert (controlled.status, controlled.handed_in_by, controlled.handed_in_on) == (S.ANSWERED, officer, TODAY)
    assert controlled.answers.get(item__number=1).text == "Evet."
    sent = JournalEntry.objects.of(controlled).last().details["files"]
    assert sent == [{"item": 2, "sha256": kept.attachment.sha256}]


def test_an_answer_left_empty_is_taken_out_and_a_strange_one_refused():
    controlled = make_controlled()
    principal = make_user(Role.PRINCIPAL, school=controlled.designation.school)
    acts.write_control_answers(controlled, by=principal, on=TODAY, answers={"1": "Evet.", "2": "Ekte."})
    acts.write_control_answers(controlled, by=principal, on=TODAY, answers={"1": " "})

    assert list(ControlAnswer.objects.values_list("item__number", flat=True)) == [2]
    with pytest.raises(Invalid, match="böyle bir soru yok"):
        acts.write_control_answers(controlled, by=principal, on=TODAY, answers={"9": "?"})


def test_files_are_known_by_their_content_and_closed_once_sent():
    controlled = make_controlled()
    officer = make_user(Role.PROVINCE_OFFICER, province=controlled.designation.school.province)
    item = controlled.campaign.items.get(number=2)
    with pytest.raises(FileRefused):
        acts.receive_control_file(
            controlled, item, by=officer, on=TODAY, file=make_upload("belge.pdf", b"MZ"), description="x"
        )
    assert not Attachment.objects.filter(uploaded_by=officer).exists()
    with pytest.raises(NotPermitted):
        make_control_file(controlled, item, by=make_user(Role.PROVINCE_OFFICER, province=make_province(34)))

    kept = make_control_file(controlled, item, by=officer)
    acts.remove_control_file(kept, by=officer, on=TODAY)
    assert not controlled.files.filter(removed_on=None).exists()
    fill_in(controlled, officer)
    acts.send_control_answers(controlled, by=officer, on=TODAY)
    with pytest.raises(OutOfState, match="değişikliğe kapalı"):
        make_control_file(controlled, item, by=officer)
    with pytest.raises(OutOfState, match="değişikliğe kapalı"):
        acts.remove_control_file(controlled.files.get(removed_on=None), by=officer, on=TODAY)


def test_an_answer_is_returned_with_a_note_and_a_day_that_is_still_to_come():
    controlled, expert = make_controlled(S.ANSWERED), make_user(Role.EXPERT)
    with pytest.raises(Invalid, match="Neyin tamamlanacağını"):
        acts.return_control_answers(controlled, by=expert, on=TODAY, note=" ")
    with pytest.raises(Invalid, match="yeni bir gün verin"):
        acts.return_control_answers(controlled, by=expert, on=DUE, note="Tarih yok.")

    later = date(2027, 3, 15)
    controlled = acts.return_control_answers(controlled, by=expert, on=DUE, note="Tarih yok.", due_on=later)

    assert (controlled.status, controlled.return_note, controlled.due_on) == (S.RETURNED, "Tarih yok.", later)
    officer = make_user(Role.PROVINCE_OFFICER, province=controlled.designation.school.province)
    controlled = acts.send_control_answers(controlled, by=officer, on=DUE)
    assert (controlled.status, controlled.return_note) == (S.ANSWERED, "")


def test_more_time_is_given_with_a_reason():
    controlled, expert = make_controlled(), make_user(Role.EXPERT)
    for day, note, says in (
        (DUE, "Taşınma.", "sonra olmalıdır"),
        (date(2027, 3, 14), "Taşınma.", "iş günü değil"),
        (date(2027, 3, 15), " ", "gerekçesini yazın"),
    ):
        with pytest.raises(Invalid, match=says):
            acts.extend_control(controlled, by=expert, on=TODAY, due_on=day, note=note)

    controlled = acts.extend_control(controlled, by=expert, on=TODAY, due_on=date(2027, 3, 15), note="Taşınma.")

    assert (controlled.due_on, controlled.extension) == (date(2027, 3, 15), "Taşınma.")
    assert JournalEntry.objects.of(controlled).last().details["before"] == DUE.isoformat()


def test_a_school_is_reminded_once_a_day():
    controlled, expert = make_controlled(), make_user(Role.EXPERT)
    officer = make_user(Role.PROVINCE_OFFICER, province=controlled.designation.school.province)
    acts.remind_control(controlled, by=expert, on=TODAY)
    tasks.after_control_reminded(pk=controlled.pk)

    with pytest.raises(Invalid, match="bugün hatırlatıldı"):
        acts.remind_control(controlled, by=expert, on=TODAY)
    assert any("Son gün 01.03.2027" in text for text in notices(officer))
    assert acts.remind_control(controlled, by=expert, on=TODAY + timedelta(1)).reminded_on == TODAY + timedelta(1)


def test_the_schools_side_is_warned_a_week_and_a_day_before_and_when_it_is_late():
    controlled, sent = make_controlled(title="Bir"), make_controlled(S.ANSWERED, title="İki")
    officer = make_user(Role.PROVINCE_OFFICER, province=controlled.designation.school.province)
    ControlledSchool.objects.exclude(pk__in=[controlled.pk, sent.pk]).update(due_on=date(2030, 1, 7))
    for day in (date(2027, 2, 1), date(2027, 2, 22), date(2027, 2, 23), date(2027, 2, 28), DUE, date(2027, 3, 2)):
        telling_controls.warn_of_controls(on=day)

    found = [text.split(",")[0] for text in notices(officer) if controlled.designation.school.name in text]
    assert sorted(found) == ["Son gün 01.03.2027", "Son gün 01.03.2027", "Son günü geçti (01.03.2027)"]
    assert not [text for text in notices(officer) if "(İki)" in text]


def test_a_shortcoming_says_what_and_leaves_the_designation_in_force():
    controlled, expert = make_controlled(S.ACCEPTED), make_user(Role.EXPERT)
    with pytest.raises(Invalid, match="eksikliği yazın"):
        acts.conclude_control(controlled, by=expert, on=TODAY, finding=F.SHORTCOMING, note="")
    with pytest.raises(Invalid, match="Sonucu seçin"):
        acts.conclude_control(controlled, by=expert, on=TODAY, finding=F.LEFT, note="x")

    controlled = acts.conclude_control(controlled, by=expert, on=TODAY, finding=F.SHORTCOMING, note="Pansiyon kapalı.")
    tasks.after_control_concluded(pk=controlled.pk)

    assert (controlled.status, controlled.finding, controlled.concluded_by) == (S.CONCLUDED, F.SHORTCOMING, expert)
    assert controlled.designation.status == "in_force"
    officer = make_user(Role.PROVINCE_OFFICER, province=controlled.designation.school.province)
    tasks.after_control_concluded(pk=controlled.pk)
    assert any("Eksiklik bulundu" in text for text in notices(officer))


def test_a_campaign_closes_only_when_every_school_is_dealt_with(head):
    make_designated(6)
    make_designated(34)
    campaign = make_control_campaign(C.COLLECTING, percent=100)
    first, second = campaign.schools.order_by("pk")
    bring(first, S.CONCLUDED)
    with pytest.raises(Invalid, match="1 okulun denetimi sonuçlanmadı"):
        acts.close_control_campaign(campaign, by=head, on=TODAY, note="Tamam.")
    with pytest.raises(Invalid, match="yanıt alınmadan"):
        acts.leave_control(second, by=head, on=TODAY, note="")
    acts.leave_control(second, by=head, on=TODAY, note="Okul kapandı.")
    with pytest.raises(Invalid, match="sonucunu yazın"):
        acts.close_control_campaign(campaign, by=head, on=TODAY, note=" ")

    campaign = acts.close_control_campaign(campaign, by=head, on=TODAY, note="Bir okul uygun.")

    assert (campaign.status, campaign.closing, campaign.closed_by) == (C.CLOSED, "Bir okul uygun.", head)


def test_a_draft_is_given_up_with_a_reason():
    campaign = prepare()
    with pytest.raises(Invalid, match="Neden vazgeçildiğini"):
        acts.drop_control_campaign(campaign, by=make_user(Role.EXPERT), on=TODAY, note="")

    assert make_control_campaign(C.DROPPED).status == C.DROPPED
