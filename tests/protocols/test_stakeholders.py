"""A stakeholder is entered once, by a tax number that holds."""

from datetime import date

import pytest

from protocols.acts import save_stakeholder
from protocols.models import Stakeholder
from tests.factories import make_user
from workflow.refusals import Invalid

pytestmark = pytest.mark.django_db
TAX_NUMBER = "4540536920"  # its checksum holds


def save(**values):
    return save_stakeholder(Stakeholder(**values), by=make_user(), on=date(2026, 10, 1))


def test_a_tax_number_that_is_there_already_is_refused_at_its_field():
    save(name="Örnek Sanayi A.Ş.", tax_number=TAX_NUMBER)

    with pytest.raises(Invalid, match="kayıtlı bir paydaş var") as refusal:
        save(name="Aynı Sanayi A.Ş.", tax_number=TAX_NUMBER)

    assert list(refusal.value.faults) == ["tax_number"]
    assert Stakeholder.objects.count() == 1


def test_a_tax_number_that_cannot_be_is_refused_at_its_field():
    with pytest.raises(Invalid) as refusal:
        save(name="Örnek Sanayi A.Ş.", tax_number="1234567891")

    assert list(refusal.value.faults) == ["tax_number"]


def test_several_stakeholders_may_be_without_one():
    save(name="Birinci Oda")
    save(name="İkinci Oda")

    assert Stakeholder.objects.filter(tax_number=None).count() == 2
