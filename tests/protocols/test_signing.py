"""Who signs an agreed text: each party, once, also of an amendment; one open protocol of a school and an organisation."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.choices import Role
from protocols.acts import (
    agree,
    agree_amendment,
    drop,
    end,
    negotiate,
    open_protocol,
    open_renewal,
    record_signature,
    reopen_amendment,
    save_protocol,
    sign,
    sign_amendment,
)
from protocols.choices import ChangeKind as K, ProtocolStatus as S
from protocols.models import Preparation, Protocol, Signature
from tests.factories import TODAY, make_school, make_stakeholder, make_user
from tests.factories.protocols import make_agreed, make_amendment, make_change, make_draft, make_signed, sign_for_all
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
DAYS = {"signed_on": date(2026, 1, 10), "starts_on": date(2026, 2, 1), "ends_on": date(2029, 1, 31)}


@pytest.fixture
def expert(db):
    return make_user(Role.EXPERT)


def do(act, record, by, **values):
    return act(record, by=by, on=TODAY, **values)


def test_a_text_is_signed_when_every_party_has_signed_and_not_before_the_last(expert):
    protocol = make_draft(status=S.AGREED)
    party = protocol.stakeholders.get()
    words = {"name": "Ömer Çınar", "title": "", "signed_on": date(2026, 1, 12)}

    with pytest.raises(Invalid, match=f"Genel Müdürlüğü, {party}"):
        do(sign, protocol, expert, **DAYS)
    do(record_signature, protocol, expert, stakeholder=None, **words)
    with pytest.raises(Invalid, match=f"imzası eksik: {party}"):
        do(sign, protocol, expert, **DAYS)
    do(record_signature, protocol, expert, stakeholder=party, **words)
    with pytest.raises(Invalid) as early:
        do(sign, protocol, expert, **DAYS)

    assert "12.01.2026" in early.value.faults["signed_on"]
    assert do(sign, protocol, expert, **(DAYS | {"signed_on": date(2026, 1, 12)})).status == S.SIGNED


def test_what_was_signed_elsewhere_asks_for_no_signatures(expert):
    assert do(sign, make_draft(), expert, **DAYS).status == S.SIGNED


def test_an_amendment_is_signed_by_its_parties_and_by_those_that_come(expert):
    protocol, comes = make_signed(), make_stakeholder(name="Ege Sanayi Odası")
    amendment = make_amendment(protocol)
    make_change(amendment, "", "", kind=K.PARTY_ADDED, stakeholder=comes)
    amendment = do(agree_amendment, amendment, expert)
    days = {"signed_on": TODAY, "holds_from": TODAY}
    words = {"name": "Ayşe Işık", "title": "", "signed_on": TODAY}

    do(record_signature, amendment, expert, stakeholder=None, **words)
    do(record_signature, amendment, expert, stakeholder=protocol.stakeholders.get(), **words)
    with pytest.raises(Invalid, match="zaten imzaladı"):
        do(record_signature, amendment, expert, stakeholder=None, **words)
    with pytest.raises(Invalid, match="Ege Sanayi Odası"):
        do(sign_amendment, amendment, expert, **days)
    do(record_signature, amendment, expert, stakeholder=comes, **words)
    do(sign_amendment, amendment, expert, **days)

    assert protocol.stakeholders.filter(pk=comes.pk).exists()
    assert amendment.signatures.count() == 3
    assert not Signature.objects.filter(protocol=protocol, amendment=None).exists()


def test_signatures_of_an_amendment_fall_when_it_is_opened_again(expert):
    amendment = do(agree_amendment, make_change(make_amendment()).amendment, expert)
    sign_for_all(amendment, signed_on=TODAY)

    do(reopen_amendment, amendment, expert, reason="Metin değişecek.")

    assert not amendment.signatures.exists()


def test_an_amendment_is_signed_party_by_party_on_its_page(client, expert):
    amendment = do(agree_amendment, make_change(make_amendment()).amendment, expert)
    client.force_login(expert)
    page = reverse("protocols:signature", args=[amendment.pk, "ek"])

    for party in ("gm", str(amendment.protocol.stakeholders.get().pk)):
        client.post(page, {"stakeholder": party, "name": "Ayşe Işık", "signed_on": TODAY.isoformat()})
    again = client.post(page, {"stakeholder": "gm", "name": "Ayşe Işık", "signed_on": TODAY.isoformat()})

    assert amendment.signatures.count() == 2
    assert "Bütün taraflar imzaladı." in again.content.decode()


def pair():
    return make_school(province=6), make_stakeholder()


def opened(school, party, by):
    return do(open_protocol, school, by, title="Protokol", stakeholders=[party])


def test_a_second_draft_for_the_same_school_and_organisation_is_refused_by_the_name_of_the_first(expert):
    school, party = pair()
    first = opened(school, party, expert)

    with pytest.raises(Invalid, match="hazırlanan bir protokol zaten var: Protokol") as refused:
        opened(school, party, expert)
    elsewhere = opened(make_school(province=6), party, expert)
    with pytest.raises(Invalid):
        do(save_protocol, elsewhere, expert, schools=[school])

    assert "stakeholders" in refused.value.faults
    assert Protocol.objects.count() == 2
    do(drop, first, expert, reason="Vazgeçildi.")
    assert do(save_protocol, elsewhere, expert, schools=[school]).schools.get() == school


def test_a_signed_protocol_leaves_room_for_the_draft_that_follows_and_only_one(expert):
    school, party = pair()
    protocol = do(sign, opened(school, party, expert), expert, **DAYS)

    do(open_renewal, protocol, expert)
    with pytest.raises(Invalid, match="zaten var"):
        opened(school, party, expert)

    assert Preparation.objects.count() == 1


def test_drafts_from_before_meet_when_they_are_opened_to_negotiation(expert):
    school, party = pair()
    old = make_draft(school)
    old.stakeholders.set([party])
    opened(school, party, expert)

    with pytest.raises(Invalid, match="zaten var"):
        do(negotiate, old, expert)


def test_the_database_holds_it_too(expert):
    school, party = pair()
    opened(school, party, expert)

    with pytest.raises(IntegrityError, match="preparation_one_open_protocol"), transaction.atomic():
        Preparation.objects.create(protocol=make_draft(), school=school, stakeholder=party)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_at_once_one_is_told_of_the_other():
    school, party = pair()
    people = [make_user(Role.EXPERT) for _ in range(2)]
    said, together = [], Barrier(2)

    def open_one(person):
        together.wait()
        try:
            said.append(opened(school, party, person).title)
        except Invalid as refusal:
            said.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=open_one, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted("zaten var" in one for one in said) == [False, True]
    assert Protocol.objects.count() == Preparation.objects.count() == 1


def test_overlapping_terms_are_told_before_anybody_signs(expert):
    school, party = pair()
    do(sign, opened(school, party, expert), expert, **DAYS)
    follows = make_draft(school, status=S.NEGOTIATION, starts_on=date(2029, 1, 31), ends_on=date(2030, 1, 1))
    follows.stakeholders.set([party])

    with pytest.raises(Invalid, match="aynı günlerde"):
        do(agree, follows, expert)
    Protocol.objects.filter(pk=follows.pk).update(starts_on=date(2029, 2, 1))

    assert do(agree, follows, expert).status == S.AGREED


def test_a_renewal_that_begins_later_lets_the_old_one_end_by_its_own_term(expert):
    old = make_signed(ends_on=date(2029, 1, 31))
    renewal = do(open_renewal, old, expert)

    do(sign, renewal, expert, signed_on=TODAY, starts_on=date(2029, 6, 1), ends_on=date(2031, 1, 1))

    assert Protocol.objects.get(pk=old.pk).ended_on == date(2029, 2, 1)


def test_an_end_after_the_term_is_refused(expert):
    protocol, head = make_signed(ends_on=date(2029, 1, 31)), make_user(Role.DEPARTMENT_HEAD)

    with pytest.raises(Invalid) as refused:
        do(end, protocol, head, ended_on=date(2029, 2, 2), reason="Bitti.")

    assert "31.01.2029" in refused.value.faults["ended_on"]


def test_an_amendment_of_a_protocol_that_will_end_takes_effect_until_then(expert):
    from protocols.acts.days import open_the_day

    protocol = make_signed(ends_on=date(2029, 1, 31))
    amendment = make_change(make_amendment(protocol)).amendment
    begins = TODAY + timedelta(10)
    do(sign_amendment, amendment, expert, signed_on=TODAY, holds_from=begins)
    do(end, protocol, make_user(Role.DEPARTMENT_HEAD), ended_on=TODAY + timedelta(40), reason="Bitecek.")

    assert open_the_day(on=begins) == (1, 0)


def test_agreed_texts_are_made_by_the_factory_as_the_acts_make_them(expert):
    assert do(sign, make_agreed(), expert, **DAYS).status == S.SIGNED
