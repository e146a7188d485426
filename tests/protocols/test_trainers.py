"""Trainers: employees of a party to the protocol, proved by a paper, for a term within the protocol, masked and journalled."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from documents.models import Attachment
from protocols.acts import TRAINER, bring_trainer, end, keep_evidence, run_out_trainers
from protocols.acts.days import open_the_day
from protocols.choices.places import PlaceStatus
from protocols.choices.trainers import TrainerStatus as T
from protocols.models import Protocol, Trainer
from protocols.reference import load_qualifications
from protocols.rules.places import Span, covered
from protocols.usability import Partners, backing_of
from tests.factories import TODAY, make_field, make_protocol, make_school, make_stakeholder, make_upload, make_user
from tests.factories.places import (
    UNTIL,
    make_partners,
    make_practice_place,
    make_qualification,
    make_safety_approval,
    make_trainer,
)
from tests.protocols.test_texts_as_papers import a_pdf
from workflow.models import JournalEntry, RowVersion
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/8")]
DAY = timedelta(days=1)
NUMBER = "10000000146"  # passes its checksum, belongs to nobody


def do(act, trainer, by=None, on=TODAY, **values):
    return TRAINER.acts[act](trainer, by=by or make_user(Role.PRINCIPAL, school=trainer.school), on=on, **values)


def supporting(trainer, on):
    """As the query says and as the rule says: they are the same."""
    row = Trainer.objects.get(pk=trainer.pk)
    by_query = Trainer.objects.supporting(on).filter(pk=trainer.pk).exists()
    in_term = row.status in {T.ENGAGED, T.ENDED} and Span(row.starts_on, row.until - DAY).covers(on)
    assert by_query == (in_term and covered(backing_of(row.school, row.stakeholder), on))
    return by_query


def test_a_trainer_is_engaged_with_the_proof_of_the_qualification_and_supports_in_the_term():
    trainer = make_trainer(T.PROPOSED, file=None)
    assert not supporting(trainer, TODAY)

    with pytest.raises(Invalid, match="8/8"):
        do("engage_trainer", trainer)
    kept = keep_evidence(trainer, by=make_user(Role.PRINCIPAL, school=trainer.school), on=TODAY, file=a_pdf())
    trainer = do("engage_trainer", trainer)

    assert (trainer.status, trainer.evidence, kept.holds_personal_data) == (T.ENGAGED, kept, True)
    assert [supporting(trainer, day) for day in (TODAY - DAY, TODAY, UNTIL, UNTIL + DAY)] == [False, True, True, False]
    entry = JournalEntry.objects.of(trainer).get(act="engage_trainer")
    assert (entry.cites, entry.details["evidence"]) == ("okul/8/8", kept.sha256)
    with pytest.raises(OutOfState):
        keep_evidence(trainer, by=make_user(Role.PRINCIPAL, school=trainer.school), on=TODAY, file=a_pdf())


def test_an_employer_that_is_no_party_is_refused_and_so_is_a_school_of_another_kind():
    partners = make_partners()

    with pytest.raises(Invalid, match="8/8") as refused:
        make_trainer(T.PROPOSED, partners=Partners(partners.school, make_stakeholder()))
    assert "stakeholder" in refused.value.faults
    other = make_protocol(make_school())
    with pytest.raises(Invalid, match="sektör içi"):
        make_trainer(T.PROPOSED, partners=Partners(other.schools.get(), other.stakeholders.get()))
    assert not Trainer.objects.exists()


def test_the_term_lies_within_the_protocol():
    partners = make_partners()
    protocol = Protocol.objects.get()

    with pytest.raises(Invalid, match="sona eriyor") as refused:
        make_trainer(T.PROPOSED, partners=partners, ends_on=protocol.ends_on + DAY)
    assert "ends_on" in refused.value.faults
    follow = make_protocol(partners.school, starts_on=protocol.ends_on + DAY, ends_on=protocol.ends_on + 90 * DAY)
    follow.stakeholders.set([partners.stakeholder])

    assert make_trainer(partners=partners, ends_on=protocol.ends_on + 30 * DAY).pk


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " - "}, "name"),
        ({"identity_number": "10000000147"}, "identity_number"),
        ({"identity_number": "123"}, "identity_number"),
        ({"field": "11"}, "field"),
        ({"ends_on": TODAY - DAY, "starts_on": TODAY - 9 * DAY}, "ends_on"),
        ({"ends_on": TODAY - DAY}, "ends_on"),
        ({"qualification": "closed"}, "qualification"),
    ],
)
def test_a_trainer_who_cannot_be_is_refused_at_the_field_and_nothing_is_kept(values, field):
    if "field" in values:
        values["field"] = make_field("11", "Yiyecek İçecek")
    if "qualification" in values:
        values["qualification"] = make_qualification("Eski belge", is_open=False)

    with pytest.raises(Invalid) as refused:
        make_trainer(T.PROPOSED, **values)

    assert field in refused.value.faults
    assert not Trainer.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("number", ["", NUMBER])
def test_terms_of_one_person_in_one_course_do_not_overlap(number):
    partners = make_partners()
    about = {"partners": partners, "name": "Çağrı Işık", "identity_number": number, "ends_on": TODAY + 30 * DAY}
    trainer = make_trainer(T.PROPOSED, **about)

    with pytest.raises(Invalid, match="zaten bir kaydı"):
        make_trainer(T.PROPOSED, **about | {"name": "ÇAĞRI  IŞIK", "course": "KAYNAK UYGULAMASI"})
    assert make_trainer(T.PROPOSED, **about | {"course": "Teknik resim"}).pk
    assert make_trainer(T.PROPOSED, **about | {"starts_on": TODAY + 31 * DAY, "ends_on": TODAY + 60 * DAY}).pk
    do("drop_trainer", trainer, reason="Yanlış kişi.")
    assert make_trainer(T.PROPOSED, **about).pk


@pytest.mark.parametrize("number", ["", NUMBER])
def test_the_database_holds_the_term_too(number):
    trainer = make_trainer(T.PROPOSED, identity_number=number)
    trainer.pk = None
    constraint = "trainer_one_term_by_number" if number else "trainer_one_term_by_name"

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        trainer.save(force_insert=True)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"evidence": None}, "trainer_engaged_with_evidence"),
        ({"identity_number": "01234567890"}, "trainer_identity_number_has_eleven_digits"),
        ({"status": T.ENDED}, "trainer_ended_with_a_reason"),
    ],
)
def test_the_database_holds_what_the_act_refuses(values, constraint):
    trainer = make_trainer()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Trainer.objects.filter(pk=trainer.pk).update(**values)


def test_a_protocol_that_ends_ends_the_support_the_same_day(django_capture_on_commit_callbacks):
    trainer = make_trainer()

    with django_capture_on_commit_callbacks(execute=True):
        end(Protocol.objects.get(), by=make_user(Role.DIRECTOR_GENERAL), on=TODAY, ended_on=TODAY, reason="Anlaşma.")

    trainer.refresh_from_db()
    assert not supporting(trainer, TODAY)
    assert (trainer.status, trainer.end_reason) == (T.ENDED, "Protokol sona erdi.")


def test_a_term_runs_out_once():
    trainer = make_trainer(ends_on=TODAY + 9 * DAY)

    assert run_out_trainers(on=TODAY + 9 * DAY) == 0
    assert run_out_trainers(on=TODAY + 10 * DAY) == 1
    open_the_day(on=TODAY + 10 * DAY)

    trainer.refresh_from_db()
    assert (trainer.status, trainer.end_reason, trainer.until) == (T.ENDED, "Süresi doldu.", TODAY + 10 * DAY)
    assert [entry.act for entry in JournalEntry.objects.of(trainer)].count("run_out") == 1


def test_ended_before_the_term_the_master_leaves_the_place_out_of_use(django_capture_on_commit_callbacks):
    partners = make_partners()
    trainer = make_trainer(partners=partners)
    place = make_practice_place(PlaceStatus.PROPOSED, partners=partners, master_needed=True)
    make_safety_approval(place)
    person = make_user(Role.PRINCIPAL, school=place.school)
    from protocols.acts import PLACE

    place = PLACE.acts["name_master"](place, by=person, on=TODAY, trainer=trainer)
    place = PLACE.acts["put_in_use"](place, by=person, on=TODAY)

    with pytest.raises(Invalid, match="arasında"):
        do("end_trainer", trainer, ended_on=UNTIL + 9 * DAY, reason="Ayrıldı.")
    with pytest.raises(Invalid):
        do("end_trainer", trainer, ended_on=TODAY, reason=" ")
    with django_capture_on_commit_callbacks(execute=True):
        do("end_trainer", trainer, ended_on=TODAY, reason="Ayrıldı.")

    place.refresh_from_db()
    assert place.status == PlaceStatus.SUSPENDED
    assert not supporting(trainer, TODAY)


def test_the_number_stands_in_no_journal_and_no_history_and_is_taken_off_in_the_end():
    trainer = make_trainer(identity_number=NUMBER)
    trainer = do("end_trainer", trainer, ended_on=TODAY, reason="Ayrıldı.")
    told = str(list(JournalEntry.objects.values_list("details", "record_label")))
    kept = str(list(RowVersion.objects.filter(table_name="protocols_trainer").values()))

    assert NUMBER not in told
    assert NUMBER not in kept
    trainer = do("forget_number", trainer)
    assert trainer.identity_number == ""


def test_the_number_is_masked_everywhere_and_whoever_reads_it_stands_in_the_journal():
    trainer = make_trainer(identity_number=NUMBER)
    client, auditor = Client(), Client()
    client.force_login(make_user(Role.PRINCIPAL, school=trainer.school))
    auditor.force_login(make_user(Role.AUDITOR))

    page = client.get(reverse("protocols:trainer", args=[trainer.pk])).content.decode()
    assert NUMBER not in page
    assert "•••••••••46" in page
    reveal = reverse("people:reveal", args=["egitici", trainer.pk])
    shown = client.post(reveal, {"reason": "Belgeyle karşılaştırmak için."}).content.decode()
    assert NUMBER in shown
    assert JournalEntry.objects.of(trainer).filter(act="reveal").count() == 1
    assert auditor.get(reveal).status_code == 404
    assert NUMBER not in client.get(f"/api/v1/trainers/{trainer.pk}/").content.decode()


def test_who_reads_the_proof_stands_in_the_journal():
    trainer = make_trainer()
    client = Client()
    client.force_login(make_user(Role.PRINCIPAL, school=trainer.school))

    answer = client.get(reverse("protocols:trainer_evidence", args=[trainer.pk]))

    assert answer.status_code == 200
    assert JournalEntry.objects.of(trainer).filter(act="read_evidence").count() == 1
    other = make_trainer(T.PROPOSED, file=None)
    client.force_login(make_user(Role.PRINCIPAL, school=other.school))
    assert client.get(reverse("protocols:trainer_evidence", args=[other.pk])).status_code == 404


def test_an_enterprise_brings_its_employees_and_engages_nobody():
    partners = make_partners()
    theirs, others = make_user(Role.REPRESENTATIVE, stakeholder=partners.stakeholder), make_user(Role.REPRESENTATIVE)
    about = {
        "name": "Çağrı Işık", "qualification": make_qualification(), "field": make_field("04"), "course": "Kaynak",
        "starts_on": TODAY, "ends_on": UNTIL, "file": make_upload("belge.png"),
    }  # fmt: skip

    with pytest.raises(NotPermitted):
        bring_trainer(partners, by=others, on=TODAY, **about)
    trainer = bring_trainer(partners, by=theirs, on=TODAY, **about)

    assert set(Trainer.objects.visible_to(theirs)) == {trainer}
    assert not Trainer.objects.visible_to(others).exists()
    with pytest.raises(NotPermitted):
        do("engage_trainer", trainer, by=theirs)
    assert do("drop_trainer", trainer, by=theirs, reason="Ayrıldı.").status == T.DROPPED


def test_the_shipped_qualifications_are_offered_once_and_what_the_ministry_closed_stays_closed():
    first = load_qualifications()
    make_qualification("Ustalık belgesi").delete()
    closed = make_qualification("Usta öğreticilik belgesi")
    type(closed).objects.filter(pk=closed.pk).update(is_open=False)

    again = load_qualifications()

    closed.refresh_from_db()
    assert first > 1
    assert again == 1
    assert not closed.is_open


@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_one_person_at_once_one_is_told_that_the_days_are_taken():
    partners, people = make_partners(), [make_user(Role.EXPERT) for _ in range(3)]
    about = {
        "name": "Çağrı Işık", "qualification": make_qualification(), "field": make_field("04"), "course": "Kaynak",
        "starts_on": TODAY, "ends_on": UNTIL,
    }  # fmt: skip
    gate, answers = threading.Barrier(3), []

    def go(person):
        close_old_connections()
        gate.wait()
        try:
            bring_trainer(partners, by=person, on=TODAY, **about)
            answers.append("made")
        except Invalid as refused:
            answers.append("taken" if "zaten" in str(refused) else str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["made", "taken", "taken"]
    assert Trainer.objects.count() == 1
