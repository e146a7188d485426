"""The reference tables: complete, loadable twice, and drafts that stay drafts."""

import pytest
from django.core.management import call_command

from accounts.models import District, Province
from designations.models import ClusterVersion, PolicyVersion
from schools.models import Branch, Field, FieldAlias, FieldSector, PhysicalStandard, StandardsVersion
from schools.turkish import field_key
from workflow.choices import VersionStatus
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db

TABLES = [Province, District, Field, FieldAlias, Branch, FieldSector, PhysicalStandard, ClusterVersion, PolicyVersion]


def test_reference_holds_every_province_and_district(reference):
    assert Province.objects.count() == 81
    assert District.objects.count() == 973
    assert not Province.objects.filter(districts=None).exists()


def test_reference_loaded_twice_changes_nothing(reference):
    before = [list(table.objects.order_by("pk").values()) for table in TABLES]

    call_command("load_reference", verbosity=0)

    assert [list(table.objects.order_by("pk").values()) for table in TABLES] == before
    assert JournalEntry.objects.count() == 1


def test_reference_leaves_sectors_that_the_ministry_settled(reference):
    field = Field.objects.get(code="04")
    field.sectors.exclude(nace="62").delete()

    call_command("load_reference", verbosity=0)

    assert [sector.nace for sector in field.sectors.all()] == ["62"]


@pytest.mark.provision("okul/ek", "okul/5/2/a")
def test_reference_ships_standards_and_clusters_as_drafts_only(reference):
    assert StandardsVersion.objects.get().status == VersionStatus.DRAFT
    assert ClusterVersion.objects.get().status == VersionStatus.DRAFT
    assert all(row.source for row in PhysicalStandard.objects.all())


@pytest.mark.provision("okul/9")
def test_reference_policy_is_in_force_from_the_directives_first_day_and_named_administrative(reference):
    policy = PolicyVersion.objects.get()

    assert (policy.status, f"{policy.valid_from}") == (VersionStatus.PUBLISHED, "2024-02-15")
    assert policy.source.startswith("İdari usul")


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("ELEKTRİK-ELEKTRONİK TEKNOLOJİSİ ALANI", "10"),
        ("Elektrik Elektronik Teknolojileri", "10"),
        ("MODA TASARIM TEKNOLOJİLERİ", "36"),
        ("Tesisat Teknolojileri ve İklimlendirme", "49"),
        ("MOBİLYA VE İÇ MEKÂN TASARIMI ALANI", "35"),
        ("Mobilya ve İç Mekan Tasarımı", "35"),
        ("YAPAY ZEKÂ", "54"),
    ],
)
def test_reference_knows_the_spellings_of_official_sources(reference, spelling, code):
    assert FieldAlias.objects.get(key=field_key(spelling), for_mesem=False).field.code == code
