"""Comments on a record: who reads them, naming people, mending, taking back, and the pages."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from accounts.choices import Role
from designations.choices import DossierStatus
from tests.factories import TODAY, make_dossier, make_protocol, make_region_ready, make_school, make_user
from tests.factories.together import make_comment
from tests.workflow.people import CLIENTS, MINISTRY, OUTSIDE, PROVINCE, READERS, SCHOOL_SIDE, everybody
from workflow.commenting import comment, comments_for, edit_comment, may_write, named_in, withdraw_comment
from workflow.models import Comment, JournalEntry, Mention, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState
from workflow.sides import sees

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return make_dossier(DossierStatus.SUBMITTED, school=make_region_ready(make_school()))


def test_each_side_reads_its_own_comments_and_those_for_both(dossier):
    people = everybody(dossier.school)
    for side, writer in (("ministry", "expert"), ("province", "officer"), ("both", "head")):
        make_comment(dossier, people[writer], side=side, text=side)

    def read_by(name):
        person = people[name]
        return {c.side for c in comments_for(person, dossier)} if sees(person, dossier) else set()

    for name in MINISTRY | READERS:
        assert read_by(name) == {"ministry", "both"}, name
    for name in PROVINCE | SCHOOL_SIDE:
        assert read_by(name) == {"province", "both"}, name
    for name in CLIENTS | OUTSIDE:
        assert read_by(name) == set(), name


def test_only_those_who_work_on_a_side_and_see_the_record_write(dossier):
    people = everybody(dossier.school)

    assert {name for name, person in people.items() if may_write(person, dossier)} == MINISTRY | PROVINCE | SCHOOL_SIDE


@pytest.mark.parametrize("side", ["province", "", "herkes"])
def test_a_comment_is_not_written_for_a_side_that_is_not_ones_own(dossier, side):
    with pytest.raises(Invalid):
        comment(dossier, by=make_user(), on=TODAY, side=side, text="Bilgi")


@pytest.mark.parametrize("text", ["", "   \n\t ", "\x00", "x" * 4001])
def test_a_comment_says_something_and_not_too_much(dossier, text):
    with pytest.raises(Invalid):
        comment(dossier, by=make_user(), on=TODAY, side="both", text=text)


def test_the_database_refuses_an_empty_comment_and_an_unknown_side(dossier):
    values = {"record_kind": "designations.dossier", "record_id": str(dossier.pk), "by": make_user()}
    for wrong, name in (
        ({"side": "both", "text": " \n"}, "says_something"),
        ({"side": "x", "text": "a"}, "known_side"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Comment.objects.create(**values, **wrong)


def test_people_named_by_at_or_by_choice_are_told_once_each_and_the_writer_is_not(dossier):
    writer, named, chosen = make_user(), make_user(), make_user(Role.PROVINCE_OFFICER, province=6)

    written = make_comment(
        dossier,
        writer,
        text=f"@{named.username} @{named.username} @{writer.username} bakar mısınız?",
        mention=[chosen, named],
    )

    assert set(written.mentioned.all()) == {writer, named, chosen}
    assert set(Notice.objects.filter(kind="mention").values_list("user", flat=True)) == {named.pk, chosen.pk}
    assert "bakar mısınız" not in Notice.objects.filter(user=named).get().text


def test_an_address_of_e_mail_names_nobody():
    assert named_in("ayse@meb.gov.tr adresine yazın; @ali.can. ve @veli, bakın @ali.can") == ["ali.can", "veli"]


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.ADMINISTRATOR, None])
def test_somebody_who_may_not_see_the_record_cannot_be_named(dossier, role):
    outsider = make_user(role, province=42)

    with pytest.raises(Invalid, match="göremez"):
        comment(dossier, by=make_user(), on=TODAY, side="both", text=f"@{outsider.username} bakın")
    with pytest.raises(Invalid, match="göremez"):
        comment(dossier, by=make_user(), on=TODAY, side="both", text="Bakın", mention=[outsider])
    assert not Comment.objects.exists()
    assert not Notice.objects.exists()


def test_whether_an_account_exists_is_not_told_to_who_guesses(dossier):
    outsider, writer = make_user(Role.PROVINCE_OFFICER, province=42), make_user()

    def refused(name):
        with pytest.raises(Invalid) as caught:
            comment(dossier, by=writer, on=TODAY, side="both", text=f"@{name} bakın")
        return str(caught.value).replace(name, "")

    assert refused(outsider.username) == refused("boyle.biri.yok")


def test_somebody_of_the_other_side_is_not_named_in_a_comment_of_one_side(dossier):
    officer = make_user(Role.PROVINCE_OFFICER, province=6)

    with pytest.raises(Invalid):
        comment(dossier, by=make_user(), on=TODAY, side="ministry", text=f"@{officer.username}")


def test_an_own_comment_is_mended_for_a_while_and_what_stood_there_is_kept(dossier):
    writer = make_user()
    written = make_comment(dossier, writer, text="Birinci")

    edit_comment(written, dossier, by=writer, on=TODAY, text="İkinci")
    edit_comment(written, dossier, by=writer, on=TODAY, text="Üçüncü")
    written.refresh_from_db()

    assert written.text == "Üçüncü"
    assert [row["text"] for row in written.earlier] == ["Birinci", "İkinci"]
    Comment.objects.update(at=now() - timedelta(minutes=16))
    with pytest.raises(OutOfState, match="15 dakika"):
        edit_comment(written, dossier, by=writer, on=TODAY, text="Dördüncü")


def test_nobody_touches_another_ones_comment(dossier):
    written = make_comment(dossier, make_user())
    for act in (lambda by: edit_comment(written, dossier, by=by, on=TODAY, text="x"), lambda by: withdraw_comment(written, dossier, by=by, on=TODAY)):  # fmt: skip
        with pytest.raises(NotPermitted):
            act(make_user(Role.DIRECTOR_GENERAL))


def test_a_withdrawn_comment_leaves_a_trace_without_its_words(client, dossier):
    writer = make_user(Role.PROVINCE_OFFICER, province=6)
    written = make_comment(dossier, writer, text="Sehven yazılan cümle")

    withdraw_comment(written, dossier, by=writer, on=TODAY)
    client.force_login(writer)
    page = client.get(reverse("workflow:comments", args=["dosya", dossier.pk])).content.decode()

    assert "geri alındı" in page
    assert "Sehven yazılan" not in page
    with pytest.raises(OutOfState):
        withdraw_comment(written, dossier, by=writer, on=TODAY)


def test_the_journal_says_that_a_comment_was_written_but_not_on_the_record_and_not_what(dossier):
    before = JournalEntry.objects.of(dossier).count()
    written = make_comment(dossier, make_user(), side="ministry", text="Yalnız bize")

    entry = JournalEntry.objects.of(written).get()

    assert entry.act == "comment"
    assert "Yalnız bize" not in str(entry.details) + entry.record_label
    assert JournalEntry.objects.of(dossier).count() == before


@pytest.mark.parametrize("kind", ["okul", "dosya", "belirleme", "protokol"])
def test_comments_are_written_on_the_page_of_each_kind_of_record(client, kind):
    approved = make_dossier(DossierStatus.APPROVED, school=make_region_ready(make_school()))
    record = {"okul": approved.school, "dosya": approved, "belirleme": approved.designation, "protokol": make_protocol(approved.school)}[kind]  # fmt: skip
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    url = reverse("workflow:comments", args=[kind, record.pk])

    answer = client.post(url, {"side": "province", "text": "<b>Önemli</b> https://www.meb.gov.tr"}, follow=True)
    page = answer.content.decode()

    assert "&lt;b&gt;Önemli&lt;/b&gt;" in page
    assert 'href="https://www.meb.gov.tr" rel="nofollow"' in page
    own = {"okul": "designations:school", "dosya": "designations:dossier", "belirleme": "designations:designation", "protokol": "protocols:detail"}[kind]  # fmt: skip
    assert "Bütün yorumlar (1)" in client.get(reverse(own, args=[record.pk])).content.decode()


def test_the_form_keeps_what_was_typed_where_somebody_cannot_be_named(client, dossier):
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    answer = client.post(
        reverse("workflow:comments", args=["dosya", dossier.pk]), {"side": "both", "text": "Uzun metin @olmayan.kisi"}
    )

    page = answer.content.decode()
    assert "Uzun metin @olmayan.kisi" in page
    assert "göremez" in page


@pytest.mark.parametrize("name", sorted(OUTSIDE - {"locked_out_head"}))
def test_comments_are_not_there_for_who_does_not_see_the_record(client, dossier, name):
    written = make_comment(dossier, make_user())
    client.force_login(everybody(dossier.school)[name])
    base = reverse("workflow:comments", args=["dosya", dossier.pk])

    for url in (base, f"{base}{written.pk}/duzelt/"):
        assert client.get(url).status_code == 404, url
    assert client.post(f"{base}{written.pk}/geri-al/").status_code == 404


def test_a_comment_of_the_other_side_or_of_another_record_is_not_there(client, dossier):
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    hidden = make_comment(dossier, make_user(), side="ministry")
    client.force_login(officer)

    for url in (
        reverse("workflow:withdraw_comment", args=["dosya", dossier.pk, hidden.pk]),
        reverse("workflow:withdraw_comment", args=["okul", dossier.school_id, hidden.pk]),
        reverse("workflow:withdraw_comment", args=["dosya", dossier.pk, "9" * 30]),
        reverse("workflow:withdraw_comment", args=["dosya", dossier.pk, "abc"]),
    ):
        assert client.post(url).status_code == 404
    assert client.get(reverse("workflow:comments", args=["olcut", 1])).status_code == 404


def test_three_thousand_comments_are_paged_in_the_same_number_of_queries_as_one(client, dossier):
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    first = make_comment(dossier, officer, mention=[make_user()])
    client.force_login(officer)
    url = reverse("workflow:comments", args=["dosya", dossier.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    rows = [Comment(record_kind=first.record_kind, record_id=first.record_id, side="both", text=f"{n}", by=officer) for n in range(3000)]  # fmt: skip
    made = Comment.objects.bulk_create(rows)
    Mention.objects.bulk_create([Mention(comment=row, user=officer) for row in made])
    with CaptureQueriesContext(connection) as many:
        page = client.get(url).content.decode()

    assert len(many) == len(one)
    assert page.count('id="yorum-') == 25
    assert "Bütün yorumlar (3.001)" in client.get(reverse("designations:dossier", args=[dossier.pk])).content.decode()
