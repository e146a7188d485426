"""The ministry's admin: lists cost the same for 1 and 30 rows, versions are weighed before they are published."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Duty
from designations.choices import DossierStatus as S
from designations.models import ClusterVersion, FieldCluster, PolicyVersion
from designations.standings import check_country
from designations.tasks import after_approval
from documents.models import Paper
from tests.factories import (
    TODAY,
    make_attachment,
    make_clusters,
    make_designation,
    make_dossier,
    make_field,
    make_policy,
    make_protocol,
    make_school,
    make_stakeholder,
    make_user,
)
from workflow.models import Job

pytestmark = pytest.mark.django_db


def enter(client, role):
    user = make_user(role)
    client.force_login(user)
    return user


def _standing():
    from django.utils.timezone import now

    make_school()
    check_country(on=TODAY, at=now())


MAKERS = {
    "designations_dossier": lambda: make_dossier(S.UNDER_REVIEW, ready=False),
    "designations_designation": make_designation,
    "designations_standing": _standing,
    "designations_policyversion": lambda: PolicyVersion.objects.create(name="Taslak"),
    "designations_clusterversion": lambda: ClusterVersion.objects.create(name="Taslak"),
    "documents_paper": lambda: make_dossier(S.SUBMITTED, ready=False),
    "documents_attachment": lambda: make_attachment(make_user()),
    "protocols_protocol": lambda: make_protocol(make_school()),
    "protocols_stakeholder": make_stakeholder,
    "workflow_journalentry": lambda: make_dossier(ready=False),
    "workflow_job": lambda: Job.objects.create(title="İş", task="deneme", by=make_user()),
    "accounts_user": lambda: make_user(Role.PROVINCE_OFFICER, province=6),
    "accounts_duty": lambda: make_user(Role.PROVINCE_OFFICER, province=6),
}


@pytest.mark.parametrize("name", MAKERS)
def test_list_asks_as_much_for_30_rows_as_for_1(client, name, django_capture_on_commit_callbacks):
    enter(client, Role.DIRECTOR_GENERAL)
    make_policy()
    url = reverse(f"admin:{name}_changelist")
    counts = []
    for more in (1, 29 if name not in {"designations_designation", "documents_paper"} else 5):
        for _ in range(more):
            MAKERS[name]()
        client.get(url)  # warms what is read once in a process
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_the_desk_asks_as_much_for_30_dossiers_as_for_1(client):
    enter(client, Role.DIRECTOR_GENERAL)
    make_policy()
    counts = []
    for more in (1, 29):
        for _ in range(more):
            make_dossier(S.SUBMITTED, ready=False)
        client.get(reverse("admin:index"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("admin:index"))
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_draft_is_compared_with_the_policy_in_force(client):
    enter(client, Role.EXPERT)
    make_policy()
    draft = PolicyVersion.objects.create(name="Taslak", concentration_min_stars=3)

    context = client.get(reverse("admin:designations_policyversion_change", args=[draft.pk])).context

    changed = [(row["label"], row["in_force"], row["here"]) for row in context["comparison"] if row["changed"]]
    assert changed == [("asgari yıldız", 2, 3)]


def test_effect_of_each_kind_of_draft_has_a_page(client):
    enter(client, Role.EXPERT)
    make_policy()
    make_school()
    drafts = {
        "olcut": PolicyVersion.objects.create(name="Taslak"),
        "kume": ClusterVersion.objects.create(name="Taslak"),
    }
    pages = {
        kind: client.get(reverse("admin:designations_effect", args=[kind, draft.pk])).content.decode()
        for kind, draft in drafts.items()
    }

    assert "Etki henüz hesaplanmadı" in pages["olcut"]
    assert "Etkiyi hesapla" in pages["kume"]
    assert client.get(reverse("admin:designations_effect", args=["baska", 1])).status_code == 404


def test_saved_draft_is_shown_again_with_its_comparison(client):
    enter(client, Role.EXPERT)
    values = {"name": "Taslak", "concentration_min_stars": "1", "concentration_min_employment": "500"}
    values |= {"specialisation_min": "1.25", "workshop_places_per_student": "1", "growth_margin": "0.2"}

    answer = client.post(reverse("admin:designations_policyversion_add"), {**values, "cluster_min_fields": "2"})

    draft = PolicyVersion.objects.get(name="Taslak")
    assert answer["Location"] == reverse("admin:designations_policyversion_change", args=[draft.pk])


@pytest.mark.provision("okul/5/2/a")
def test_clusters_of_a_draft_are_ticked_and_those_in_force_only_read(client):
    enter(client, Role.EXPERT)
    fields = [make_field("04"), make_field("11")]
    in_force = make_clusters(Üretim=fields)
    draft = ClusterVersion.objects.create(name="Taslak")
    cluster = draft.clusters.create(name="Üretim")
    form = {"name": "Taslak", "clusters-TOTAL_FORMS": "1", "clusters-INITIAL_FORMS": "1", "clusters-0-id": cluster.pk}
    form |= {"clusters-0-version": draft.pk, "clusters-0-name": "Üretim", "clusters-0-fields": [f.pk for f in fields]}

    client.post(reverse("admin:designations_clusterversion_change", args=[draft.pk]), form)
    refused = client.post(reverse("admin:designations_clusterversion_change", args=[in_force.pk]), {"name": "Başka"})

    assert set(FieldCluster.objects.get(pk=cluster.pk).fields.all()) == set(fields)
    assert refused.status_code == 403


@pytest.mark.parametrize("role", [Role.EXPERT, Role.AUDITOR])
def test_versions_are_published_by_those_who_may(client, role):
    enter(client, role)
    draft = PolicyVersion.objects.create(name="Taslak")

    body = client.get(reverse("admin:designations_policyversion_change", args=[draft.pk])).content.decode()

    assert "Sürümü daire başkanı veya genel müdür yayımlar." in body


def test_ones_own_proposal_is_refused_with_the_reason(client):
    make_policy()
    dossier = make_dossier(S.APPROVAL_PROPOSED)
    Duty.objects.create(user=dossier.proposed_by, role=Role.DEPARTMENT_HEAD, starts_on=TODAY.replace(year=2024))
    client.force_login(dossier.proposed_by)

    body = client.get(reverse("admin:designations_dossier_act", args=[dossier.pk, "approve"])).content.decode()

    assert "Öneriyi yapan kişi kararı veremez" in body


def test_history_of_a_record_is_that_of_the_journal(client):
    enter(client, Role.AUDITOR)
    dossier = make_dossier(S.SUBMITTED, ready=False)

    answer = client.get(reverse("admin:designations_dossier_history", args=[dossier.pk]))

    assert [entry["act"] for entry in answer.context["entries"]][:1] == ["submit"]
    assert "Muhtemelen bu yönetici sitesi" not in answer.content.decode()


def test_journal_says_kinds_and_states_in_words(client):
    enter(client, Role.AUDITOR)
    make_dossier(S.SUBMITTED, ready=False)

    body = client.get(reverse("admin:workflow_journalentry_changelist")).content.decode()

    assert "Hazırlanıyor → Gönderildi" in body
    assert "designations.dossier" not in body.replace("record_kind=designations.dossier", "")


@pytest.mark.parametrize("typed", ["SAHİN", "aydın sah", "sahi"])
def test_journal_is_found_by_the_words_of_names_however_typed(client, typed):
    enter(client, Role.AUDITOR)
    make_dossier(S.SUBMITTED, ready=False, school=make_school(name="Şahin Aydın Lisesi"))
    make_dossier(S.SUBMITTED, ready=False, school=make_school(name="Deniz Lisesi"))

    rows = client.get(reverse("admin:workflow_journalentry_changelist"), {"q": typed}).context["cl"].result_list

    assert rows
    assert all("Şahin" in entry.record_label for entry in rows)


def test_an_empty_list_says_what_it_is_for(client):
    enter(client, Role.EXPERT)

    body = client.get(reverse("admin:designations_dossier_changelist")).content.decode()
    searched = client.get(reverse("admin:designations_dossier_changelist"), {"q": "olmayan"}).content.decode()

    assert "Dosyayı il müdürlüğü veya Genel Müdürlük, okulun sayfasından açar." in body
    assert "Aramanıza uyan kayıt yok" in searched


@pytest.fixture
def paper(db):
    make_policy()
    dossier = make_dossier(S.APPROVED)
    after_approval(pk=dossier.pk)
    return Paper.objects.get(kind="decision")


def acts_of(client, paper):
    page = client.get(reverse("admin:documents_paper_change", args=[paper.pk]))
    return [item["act"].name for item in page.context["acts"]]


def test_paper_is_numbered_corrected_and_made_void_by_buttons(client, paper):
    enter(client, Role.EXPERT)
    given = {"number": "E-12345678-100.01-4567", "dated_on": "2026-10-01"}
    offered = [acts_of(client, paper)]
    for name, form in [
        ("sayi", given),
        ("duzelt", {**given, "number": "E-12345678-100.01-4568", "note": "Yanlış yazılmış."}),
        ("hukumsuz", {"note": "Sehven düzenlenmiş."}),
    ]:
        answer = client.post(reverse("admin:documents_paper_act", args=[paper.pk, name]), form)
        assert answer.status_code == 302, answer.context["form"].errors
        offered.append(acts_of(client, paper))

    paper.refresh_from_db()
    assert (paper.status, paper.number) == ("withdrawn", "E-12345678-100.01-4568")
    assert offered == [["sayi", "hukumsuz"], ["duzelt", "hukumsuz"], ["duzelt", "hukumsuz"], []]


def test_auditor_reads_a_paper_and_changes_nothing(client, paper):
    enter(client, Role.AUDITOR)

    assert acts_of(client, paper) == []
    client.post(reverse("admin:documents_paper_act", args=[paper.pk, "hukumsuz"]), {"note": "Olmaz."})

    paper.refresh_from_db()
    assert paper.status == "draft"


def test_paper_leads_to_the_record_it_tells_of(client, paper):
    enter(client, Role.EXPERT)

    url = client.get(reverse("admin:documents_paper_change", args=[paper.pk])).context["record_url"]

    assert client.get(url).status_code == 200
