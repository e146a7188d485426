"""Every page of the admin in Chromium: axe, no sideways scroll, nothing in English, wide and narrow, light and dark."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from accounts.choices import Role
from designations.choices import DossierStatus as S
from designations.models import ClusterVersion, PolicyVersion
from documents.models import Paper
from schools.models import StandardsVersion
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.factories import (
    make_attachment,
    make_clusters,
    make_dossier,
    make_field,
    make_policy,
    make_protocol,
    make_region_ready,
    make_school,
)

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi"
ENGLISH = re.compile(r"\b(Add|Change|Delete|Save|Home|History|View|Select|Search|Filter|True|False|None|Yes|No)\b")
LISTS = [
    "designations_dossier",
    "designations_designation",
    "designations_standing",
    "designations_policyversion",
    "designations_clusterversion",
    "documents_paper",
    "documents_attachment",
    "protocols_protocol",
    "protocols_stakeholder",
    "schools_school",
    "schools_field",
    "schools_educationregion",
    "schools_registrationarea",
    "schools_employmentyear",
    "schools_sectorstar",
    "schools_standardsversion",
    "schools_qualityitem",
    "schools_qualityscore",
    "schools_qualitymonth",
    "schools_qualityrun",
    "workflow_journalentry",
    "workflow_journalseal",
    "workflow_job",
]
PEOPLE = ["accounts_user", "accounts_duty", "accounts_apiclient"]


@pytest.fixture
def country(transactional_db):
    """Records of every kind, with names as long as they come."""
    make_policy()
    PolicyVersion.objects.create(name="2027 taslağı")
    clusters = make_clusters(Üretim=[make_field("04"), make_field("11")])
    draft = ClusterVersion.objects.create(name="Taslak kümeler")
    draft.clusters.create(name="Üretim").fields.set([make_field("04")])
    standards = StandardsVersion.objects.create(name="Ek taslağı")
    standards.rows.create(code="kitaplik", name="Kitaplık", minimum=1, types=["in_sector"])
    school = make_region_ready(make_school(name=LONG))
    dossiers = [make_dossier(S.APPROVED, school=school), make_dossier(S.APPROVAL_PROPOSED), make_dossier(S.RETURNED)]
    make_protocol(school)
    make_attachment(dossiers[0].opened_by)
    return {"dossiers": dossiers, "clusters": clusters, "draft": draft}


def records(country):
    approved, proposed, _ = country["dossiers"]
    paper = Paper.objects.filter(status="draft").first()
    return [
        reverse("admin:index"),
        *(reverse("admin:designations_dossier_change", args=[dossier.pk]) for dossier in country["dossiers"]),
        reverse("admin:designations_dossier_history", args=[approved.pk]),
        reverse("admin:designations_dossier_act", args=[proposed.pk, "approve"]),
        reverse("admin:designations_dossier_act", args=[proposed.pk, "reject_proposal"]),
        reverse("admin:designations_designation_change", args=[approved.designation.pk]),
        reverse("admin:designations_designation_act", args=[approved.designation.pk, "announce_revocation"]),
        reverse("admin:designations_policyversion_add"),
        *(reverse("admin:designations_policyversion_change", args=[row.pk]) for row in PolicyVersion.objects.all()),
        *(reverse("admin:designations_clusterversion_change", args=[row.pk]) for row in ClusterVersion.objects.all()),
        *(reverse("admin:schools_standardsversion_change", args=[row.pk]) for row in StandardsVersion.objects.all()),
        *(reverse("admin:designations_effect", args=["olcut", row.pk]) for row in PolicyVersion.objects.all()),
        reverse("admin:schools_school_change", args=[approved.school_id]),
        reverse("admin:documents_paper_change", args=[paper.pk]),
        reverse("admin:documents_paper_number", args=[paper.pk]),
        reverse("admin:designations_dossier_changelist") + "?q=olmayan",
    ]


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "light"), (1280, "dark")])
def test_every_page_of_the_ministry_is_sound(visitor, person, country, width, theme):
    visiting = visitor(person(Role.DIRECTOR_GENERAL), width=width)
    visiting.page.emulate_media(color_scheme=theme)

    for address in [*(reverse(f"admin:{name}_changelist") for name in LISTS), *records(country)]:
        assert visiting.go(address).status == 200
        assert not ENGLISH.search(visiting.page.locator("body").inner_text()), address


def test_every_page_of_the_system_administrator_is_sound(visitor, person):
    keeper = person(Role.ADMINISTRATOR)
    visiting = visitor(keeper, width=WIDE_AND_NARROW)
    # Duties are given on the page of the person.
    adds = [reverse(f"admin:{name}_add") for name in PEOPLE if name != "accounts_duty"]
    lists = [reverse(f"admin:{name}_changelist") for name in PEOPLE]

    for address in [*lists, *adds, reverse("admin:accounts_user_change", args=[keeper.pk])]:
        assert visiting.go(address).status == 200
        assert not ENGLISH.search("\n".join(visiting.texts())), address
