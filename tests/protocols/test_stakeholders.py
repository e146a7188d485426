"""A stakeholder is recorded once, by a tax number that holds; corrected, closed; its people and affiliations are kept in days."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction

from accounts.choices import Role
from protocols.acts import STAKEHOLDER, open_stakeholder
from protocols.choices.stakeholders import Belonging, StakeholderStatus as S
from protocols.models import Protocol, Stakeholder, StakeholderAffiliation, StakeholderContact
from tests.factories import (
    TODAY,
    make_district,
    make_protocol,
    make_province,
    make_school,
    make_stakeholder,
    make_user,
)
from tests.factories.protocols import make_amendment, make_draft, make_signed
from tests.factories.stakeholders import OTHER_NUMBER, TAX_NUMBER, make_affiliation, make_contact, make_merged
from tests.workflow.people import CLIENTS, MINISTRY, PROVINCE, everybody
from workflow.models import JournalEntry, RowVersion
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
A = STAKEHOLDER.acts


def save(by=None, *, is_another=False, **values):
    values = {"name": "Örnek Sanayi A.Ş.", "kind": "enterprise", **values}
    return open_stakeholder(Stakeholder(**values), by=by or make_user(), on=TODAY, is_another=is_another)


def test_a_tax_number_that_is_there_already_is_refused_and_says_whose_it_is():
    first = save(tax_number=TAX_NUMBER)

    with pytest.raises(Invalid, match=rf"kayıtlı bir paydaş var: Örnek Sanayi A.Ş. \({first.code}\)") as refusal:
        save(name="Başka Makine A.Ş.", tax_number=TAX_NUMBER)

    assert list(refusal.value.faults) == ["tax_number"]
    assert Stakeholder.objects.count() == 1


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("1234567891", "son rakam öbürlerini tutmuyor"),
        ("123456789", "on rakamdır; 9 karakter"),
        ("12345678901", "T.C. kimlik numarası burada tutulmaz"),
        ("12345A7890", "yalnız rakamlardan"),
        ("١٢٣٤٥٦٧٨٩٠", "yalnız rakamlardan|geçerli değil"),
    ],
)
def test_a_tax_number_that_cannot_be_is_refused_with_what_is_wrong(number, sentence):
    with pytest.raises(Invalid, match=sentence) as refusal:
        save(tax_number=number)

    assert list(refusal.value.faults) == ["tax_number"]
    assert not Stakeholder.objects.exists()


def test_a_tax_number_is_taken_as_people_write_it_and_several_may_be_without_one():
    assert save(tax_number="454 053 6920").tax_number == TAX_NUMBER
    save(name="Birinci Oda")
    save(name="İkinci Oda", tax_number="")

    assert Stakeholder.objects.filter(tax_number=None).count() == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  –  "}, "name"),
        ({"phone": "123"}, "phone"),
        ({"nace": "98x"}, "nace"),
        ({"nace": "04"}, "nace"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(values, field):
    with pytest.raises(Invalid) as refusal:
        save(**values)

    assert field in refusal.value.faults


def test_a_district_lies_in_the_province():
    district = make_district(make_province(34), "Kadıköy")

    with pytest.raises(Invalid) as elsewhere:
        save(province=make_province(6), district=district)
    with pytest.raises(Invalid) as nowhere:
        save(district=district)

    assert list(elsewhere.value.faults) == ["district"]
    assert list(nowhere.value.faults) == ["province"]


def test_one_of_the_same_name_is_shown_first_and_may_be_another():
    first = save(name="Örnek Makina San. Tic. A.Ş.", province=make_province(6))

    with pytest.raises(Invalid, match=rf"{first.code}, İl 6") as refusal:
        save(name="ÖRNEK MAK. LTD. ŞTİ.")
    second = save(name="ÖRNEK MAK. LTD. ŞTİ.", is_another=True)

    assert list(refusal.value.faults) == ["is_another"]
    assert (second.status, second.state_since) == (S.LIVE, TODAY)


def test_what_is_recorded_is_kept_in_its_form_and_written_once():
    made = save(name="  Işık   Çelik ", phone="0312 413 19 17")

    made.refresh_from_db()
    assert (made.name, made.phone, made.shown_phone) == ("Işık Çelik", "+903124131917", "(312) 413 19 17")
    assert RowVersion.objects.filter(record_kind="protocols.stakeholder", record_id=str(made.pk)).count() == 1


def test_a_correction_changes_what_is_named_and_hides_the_number_in_the_journal():
    made = save(tax_number=TAX_NUMBER, address="Eski adres")

    A["correct"](made, by=make_user(), on=TODAY, address="Yeni adres", tax_number=OTHER_NUMBER)

    made.refresh_from_db()
    assert (made.name, made.address, made.tax_number, made.revision) == (
        "Örnek Sanayi A.Ş.", "Yeni adres", OTHER_NUMBER, 1,
    )  # fmt: skip
    details = JournalEntry.objects.of(made).last().details
    assert details["tax_number"] == "••••••••90"
    assert details["before"] == {"address": "Eski adres", "tax_number": "••••••••20"}
    assert TAX_NUMBER not in str(JournalEntry.objects.of(made).values_list("details", flat=True))


def test_a_province_moves_nothing_into_another_province():
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    made = save(officer, province=make_province(6))

    with pytest.raises(Invalid) as refusal:
        A["correct"](made, by=officer, on=TODAY, province=make_province(34))
    with pytest.raises(NotPermitted, match="idari usul"):
        A["correct"](make_stakeholder(province=make_province(34)), by=officer, on=TODAY, name="Başka")

    assert list(refusal.value.faults) == ["province"]
    made.refresh_from_db()
    assert made.province_id == 6


@pytest.mark.parametrize(
    "name", ["correct", "close_stakeholder", "add_contact", "change_contact", "end_contact", "forget_contact", "affiliate", "end_affiliation"]
)  # fmt: skip
def test_an_act_is_open_to_the_ministry_and_to_the_own_province(name):
    school = make_school()
    here, nowhere = make_stakeholder(province=school.province), make_stakeholder()
    people = everybody(school)

    assert {who for who, one in people.items() if A[name].open_to(one, here)} == MINISTRY | PROVINCE | CLIENTS
    assert {who for who, one in people.items() if A[name].open_to(one, nowhere)} == MINISTRY | {"client"}


def test_the_ministry_alone_merges():
    school = make_school()
    here = make_stakeholder(province=school.province)

    assert {who for who, one in everybody(school).items() if A["merge"].open_to(one, here)} == MINISTRY


def test_who_is_on_duty_sees_all_organisations_and_a_representative_its_own():
    school = make_school()
    ours, theirs = make_stakeholder(), make_stakeholder(province=make_province(42))
    people = everybody(school)

    for name, person in people.items():
        seen = set(Stakeholder.objects.visible_to(person))
        assert seen == (set() if name in {"nobody", "former_expert", "locked_out_head"} else {ours, theirs}), name
    assert set(Stakeholder.objects.visible_to(make_user(Role.REPRESENTATIVE, stakeholder=ours))) == {ours}


def test_a_closed_organisation_stays_party_and_becomes_party_to_nothing_new():
    protocol = make_protocol(make_school())
    party = protocol.stakeholders.get()
    row = make_affiliation(party)

    closed = A["close_stakeholder"](party, by=make_user(), on=TODAY, closed_on=TODAY, reason="Tasfiye edildi.")

    row.refresh_from_db()
    assert (closed.status, row.ends_on) == (S.CLOSED, TODAY)
    assert Protocol.objects.in_force(TODAY).filter(stakeholders=party).exists()
    from protocols.acts import open_protocol

    with pytest.raises(Invalid, match="kapandı; yeni bir protokole taraf olamaz") as refusal:
        open_protocol(make_school(), by=make_user(), on=TODAY, title="Yeni", stakeholders=[party])
    assert list(refusal.value.faults) == ["stakeholders"]
    with pytest.raises(OutOfState):
        A["correct"](closed, by=make_user(), on=TODAY, name="Başka")
    again = A["reopen_stakeholder"](closed, by=make_user(), on=TODAY, reason="Yanlış kayıt.")
    assert (again.status, again.closed_on, again.close_reason) == (S.LIVE, None, "")


def test_a_draft_keeps_its_closed_party_when_it_is_saved_again():
    from protocols.acts import save_protocol

    draft = make_draft()
    party = draft.stakeholders.get()
    A["close_stakeholder"](party, by=make_user(), on=TODAY, closed_on=TODAY, reason="Tasfiye edildi.")

    save_protocol(draft, by=make_user(), on=TODAY, stakeholders=list(draft.stakeholders.all()), title="Yeni")

    assert draft.stakeholders.get() == party


def test_a_merged_organisation_is_not_added_by_an_amendment():
    from protocols.acts import save_change
    from protocols.models import AmendmentChange

    gone = make_merged()
    change = AmendmentChange(kind="party_added", stakeholder=gone)

    with pytest.raises(Invalid, match="birleştirildi; onu seçin") as refusal:
        save_change(make_amendment(make_signed()), change, by=make_user(), on=TODAY)
    assert list(refusal.value.faults) == ["stakeholder"]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"closed_on": TODAY + timedelta(1)}, "closed_on"), ({"reason": " "}, "reason")],
)
def test_a_closing_that_cannot_be_is_refused_at_its_field(values, field):
    given = {"closed_on": TODAY, "reason": "Tasfiye edildi.", **values}

    with pytest.raises(Invalid) as refusal:
        A["close_stakeholder"](make_stakeholder(), by=make_user(), on=TODAY, **given)

    assert list(refusal.value.faults) == [field]


# The people to ask for


def test_a_contact_is_kept_in_its_form_and_the_journal_tells_nothing_of_the_person():
    made = make_stakeholder()
    given = {"name": " Ayşe  Işık", "title": "Müdür", "phone": "(312) 413 19 17", "email": "ayse@ornek.com"}

    A["add_contact"](made, by=make_user(), on=TODAY, **given)
    contact = made.contacts.get()
    A["change_contact"](made, by=make_user(), on=TODAY, contact=contact, phone="0532 111 22 33")
    A["end_contact"](made, by=make_user(), on=TODAY, contact=contact, ends_on=TODAY)

    contact.refresh_from_db()
    assert (contact.name, contact.phone, contact.email, contact.ends_on) == (
        "Ayşe Işık", "+905321112233", "ayse@ornek.com", TODAY,
    )  # fmt: skip
    said = str(list(JournalEntry.objects.of(made).values_list("details", flat=True)))
    assert "•••" in said
    assert not any(part in said for part in ("Ayşe", "Işık", "413", "ayse@", "532"))
    assert (contact.masked_name, contact.masked_phone) == ("A••• I•••", "(•••) ••• 22 33")


def test_a_persons_data_are_deleted_for_good():
    contact = make_contact()

    A["forget_contact"](contact.stakeholder, by=make_user(), on=TODAY, contact=contact, reason="Kişi istedi.")

    assert not StakeholderContact.objects.exists()
    entry = JournalEntry.objects.of(contact.stakeholder).last()
    assert (entry.act, entry.details["reason"]) == ("forget_contact", "Kişi istedi.")
    assert "Zümrüt" not in str(entry.details)


@pytest.mark.parametrize(
    ("act", "values", "field"),
    [
        ("add_contact", {"name": " "}, "name"),
        ("add_contact", {"name": "Ali", "phone": "12"}, "phone"),
        ("add_contact", {"name": "Ali", "starts_on": TODAY, "ends_on": TODAY - timedelta(1)}, "ends_on"),
        ("end_contact", {"ends_on": date(2020, 1, 1)}, "ends_on"),
        ("forget_contact", {"reason": ""}, "reason"),
    ],
)
def test_a_contact_that_cannot_be_is_refused_at_its_field(act, values, field):
    contact = make_contact()
    if act != "add_contact":
        values = {**values, "contact": contact}

    with pytest.raises(Invalid) as refusal:
        A[act](contact.stakeholder, by=make_user(), on=TODAY, **values)

    assert list(refusal.value.faults) == [field]
    assert StakeholderContact.objects.count() == 1


def test_a_contact_of_another_organisation_is_not_touched():
    with pytest.raises(Invalid, match="irtibat kişisi değil"):
        A["end_contact"](make_stakeholder(), by=make_user(), on=TODAY, contact=make_contact(), ends_on=TODAY)


# To whom it belongs


def affiliate(member, parent, **days):
    return A["affiliate"](member, by=make_user(), on=TODAY, parent=parent, how=Belonging.IN_ZONE, **days)


def test_an_affiliation_is_kept_in_days_and_a_pair_belongs_together_once_at_a_time():
    member, zone = make_stakeholder(), make_stakeholder()
    affiliate(member, zone, starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31))
    affiliate(member, zone, starts_on=date(2021, 1, 1))

    with pytest.raises(Invalid, match="bu günlerde zaten kayıtlı"):
        affiliate(member, zone, starts_on=date(2022, 1, 1))
    with pytest.raises(Invalid, match="zaten kayıtlı"):
        affiliate(member, zone)

    row = member.affiliations.get(ends_on=None)
    A["end_affiliation"](member, by=make_user(), on=TODAY, affiliation=row, ends_on=TODAY)
    affiliate(member, zone, starts_on=TODAY + timedelta(1))
    assert member.affiliations.count() == 3


def test_the_database_holds_a_pair_to_one_affiliation_at_a_time():
    row = make_affiliation()
    row.pk = None

    with pytest.raises(IntegrityError, match="stakeholderaffiliation_once_at_a_time"), transaction.atomic():
        row.save(force_insert=True)


def test_nothing_belongs_to_itself_or_to_what_belongs_to_it():
    below, middle, top = make_stakeholder(), make_stakeholder(), make_stakeholder()
    affiliate(below, middle)
    affiliate(middle, top)

    for member, parent in ((below, below), (top, below), (top, middle)):
        with pytest.raises(Invalid) as refusal:
            affiliate(member, parent)
        assert list(refusal.value.faults) == ["parent"]
    affiliate(below, top)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_affiliate_them_to_each_other_at_once_one_is_refused():
    one, other = make_stakeholder(), make_stakeholder()
    expert = make_user()
    gate, answers = threading.Barrier(2), []

    def go(member, parent):
        close_old_connections()
        gate.wait()
        try:
            A["affiliate"](member, by=expert, on=TODAY, parent=parent, how=Belonging.SUBORDINATE)
            answers.append("made")
        except Invalid:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["made", "refused"]
    assert StakeholderAffiliation.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"status": S.MERGED}, "stakeholder_merged_names_the_kept_one"),
        ({"status": S.CLOSED}, "stakeholder_closed_on_a_day_with_a_reason"),
        ({"phone": "0312"}, "stakeholder_phone_is_e164"),
        ({"nace": "x"}, "stakeholder_nace_has_two_digits"),
        ({"tax_number": "12"}, "stakeholder_tax_number_has_ten_digits"),
    ],
)
def test_the_database_holds_what_must_hold(values, constraint):
    made = make_stakeholder()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Stakeholder.objects.filter(pk=made.pk).update(**values)


def test_who_records_in_another_province_reads_who_does_it_there():
    officer = make_user(Role.PROVINCE_OFFICER, province=6)

    with pytest.raises(NotPermitted, match="kuruluşun bulunduğu ilin müdürlüğü kaydeder"):
        open_stakeholder(Stakeholder(name="Başka İlin Odası", kind="chamber"), by=officer, on=TODAY)
