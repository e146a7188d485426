"""The table of protocols signed elsewhere: signed by the acts of the pages, faults in their cells, all rows or none, once."""

from datetime import date

import pytest

from accounts.choices import Role
from protocols.choices import ProtocolStatus as S
from protocols.models import Protocol, ProtocolTemplate
from schools.choices import ImportSource, ImportStatus
from schools.imports.prefilled import template_of
from schools.permissions import may_import
from tests.factories import make_school, make_stakeholder, make_user
from tests.factories.protocols import make_template_clause
from tests.factories.stakeholders import make_merged, make_pair
from tests.schools.imports.test_filled import bring, confirm, sentences, workbook
from workflow.models import JournalEntry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.provision("okul/3/1")]
HEADING = [
    "Kurum kodu", "Kurum adı", "Paydaş kodu", "Paydaş kuruluş", "Konu", "Öbür paydaşların kodları", "Öbür okulların kodları",
    "İmza günü", "Yürürlük başlangıcı", "Yürürlük bitişi",
]  # fmt: skip
SIGNED, STARTS, ENDS = date(2026, 1, 15), date(2026, 2, 1), date(2029, 1, 31)


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


def a_row(school, party, *, title="Ostim iş birliği", parties="", schools="", signed=SIGNED, starts=STARTS, ends=ENDS):
    return [school.code, "x", party.code, "x", title, parties, schools, signed, starts, ends]


def table(*rows):
    return workbook(rows, HEADING, "Protokoller")


def test_each_row_becomes_a_signed_protocol_without_the_clauses_of_a_template(expert):
    make_template_clause()
    assert ProtocolTemplate.objects.exists()
    one, two, party, other = make_school(), make_school(), make_stakeholder(), make_stakeholder()

    brought = bring(
        expert, table(a_row(one, party, parties=f"{other.code}; ", schools=two.code)), ImportSource.PROTOCOLS
    )
    assert (brought.status, brought.counts["added"]) == (ImportStatus.CHECKED, 1)
    assert not Protocol.objects.exists()
    assert confirm(brought).status == ImportStatus.WRITTEN

    protocol = Protocol.objects.get()
    assert (protocol.status, protocol.signed_on, protocol.starts_on, protocol.ends_on) == (
        S.SIGNED,
        SIGNED,
        STARTS,
        ENDS,
    )
    assert set(protocol.schools.all()) == {one, two}
    assert set(protocol.stakeholders.all()) == {party, other}
    assert not protocol.clauses.exists()
    assert [entry.act for entry in JournalEntry.objects.of(protocol)] == ["open_protocol", "sign"]
    again = bring(expert, table(a_row(one, party, title="Başka ad")), ImportSource.PROTOCOLS)
    assert (again.counts["added"], again.counts["unchanged"]) == (0, 1)


def test_each_fault_is_marked_in_its_cell_and_nothing_is_written(expert):
    school, party = make_school(), make_stakeholder()
    content = table(
        a_row(school, party),
        a_row(make_school(), party, ends=date(2026, 1, 1)),
        a_row(make_school(), party, signed=date(2099, 1, 1)),
        a_row(make_school(), party, parties="P999999"),
        a_row(make_school(), party, schools="123"),
        a_row(school, party, starts=date(2027, 2, 1)),
    )

    brought = bring(expert, content, ImportSource.PROTOCOLS)

    assert brought.status == ImportStatus.FAULTY
    said = list(sentences(brought).values())
    assert len(said) == 5
    for words in (
        "Bitiş günü başlangıçtan önce olamaz.",
        "ileri bir tarih olamaz",
        "“P999999” kodlu",
        "“123” kodlu okul yok",
    ):
        assert any(words in sentence for sentence in said), (words, said)
    assert not Protocol.objects.exists()


def test_the_code_of_a_merged_record_names_the_one_that_was_kept(expert):
    kept, gone = make_merged_pair()
    brought = bring(expert, table(a_row(make_school(), make_stakeholder(), parties=gone.code)), ImportSource.PROTOCOLS)
    confirm(brought)

    assert kept in Protocol.objects.get().stakeholders.all()


def make_merged_pair():
    kept, _ = make_pair()
    return kept, make_merged(kept)


def test_only_who_enters_signatures_brings_the_table_and_it_comes_empty(expert):
    school = make_school(province=6)
    others = [
        make_user(Role.PROVINCE_OFFICER, province=6),
        make_user(Role.PRINCIPAL, school=school),
        make_user(Role.AUDITOR),
    ]

    assert may_import(expert, ImportSource.PROTOCOLS)
    assert not any(may_import(user, ImportSource.PROTOCOLS) for user in others)
    brought = bring(expert, template_of(ImportSource.PROTOCOLS, expert), ImportSource.PROTOCOLS)
    assert brought.status == ImportStatus.FAULTY
