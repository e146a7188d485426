"""Every page for every role: shown, with all its parts, in the user's scope only, with a fixed number of queries."""

import pytest
from django.urls import reverse

from accounts.choices import ADMIN_ROLES, CONFINED_ROLES, Role
from designations.choices import DossierStatus as S
from designations.models import Dossier
from tests.factories import (
    make_clusters,
    make_designation,
    make_dossier,
    make_field,
    make_policy,
    make_protocol,
    make_region_ready,
    make_school,
    make_upload,
    make_user,
)

pytestmark = pytest.mark.django_db
STATES = [S.DRAFT, S.SUBMITTED, S.UNDER_REVIEW, S.RETURNED, S.APPROVAL_PROPOSED, S.APPROVED, S.REFUSED, S.WITHDRAWN]
LONG = "Şehit Öğretmen Çağrı Işık Ğüzelyurt İğdır Üniversite Sanayi İş Birliği Mesleki ve Teknik Anadolu Lisesi"


def signed_in(client, role, **place):
    user = make_user(role, **place)
    client.force_login(user)
    return user


PEOPLE = [role for role in Role.values if role not in {Role.CLIENT, *CONFINED_ROLES}]
PAGES = [
    "desk:home",
    "desk:search",
    "desk:notices",
    "desk:map",
    "desk:provisions",
    "designations:schools",
    "designations:dossiers",
    "designations:eligibility",
    "designations:registration",
    "protocols:list",
    "protocols:stakeholders",
    "protocols:stakeholder_new",
    "protocols:stakeholder_pairs",
]
PUBLIC = ["desk:designated", "desk:accessibility", "desk:privacy", "documents:verify"]


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("name", PAGES)
def test_every_person_sees_the_general_pages(client, role, name):
    signed_in(client, role, school=make_school())

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", PUBLIC)
def test_everybody_sees_the_public_pages(client, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_nobody_sees_the_others_without_signing_in(client, name):
    answer = client.get(reverse(name))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("state", STATES)
def test_a_dossier_is_shown_in_every_state(client, state):
    dossier = make_dossier(state)
    signed_in(client, Role.PROVINCE_OFFICER, province=6)

    body = client.get(reverse("designations:dossier", args=[dossier.pk])).content.decode()

    assert dossier.get_status_display() in body
    assert "Yönerge m. 4/2-a" in body or state == S.WITHDRAWN


@pytest.mark.parametrize("state", STATES)
def test_a_dossier_is_shown_in_the_admin_in_every_state(client, state):
    dossier = make_dossier(state)
    user = signed_in(client, Role.DIRECTOR_GENERAL)

    answer = client.get(reverse("admin:designations_dossier_change", args=[dossier.pk]))

    assert answer.status_code == 200
    from designations.acts import DOSSIER

    offered = [item["act"].name for item in answer.context["acts"]]
    assert offered == [act.name for act in DOSSIER.open_to(user, dossier)]


@pytest.mark.parametrize("name", ["dossier", "dossier_check", "dossier_receipt"])
def test_another_provinces_dossier_is_not_found(client, name):
    dossier = make_dossier(S.SUBMITTED)
    signed_in(client, Role.PROVINCE_OFFICER, province=34)

    assert client.get(reverse(f"designations:{name}", args=[dossier.pk])).status_code == 404


def test_another_provinces_school_is_not_shown_but_explained(client):
    school = make_school(name="Gizli Okul Mesleki ve Teknik Anadolu Lisesi")
    signed_in(client, Role.PROVINCE_OFFICER, province=34)

    answer = client.get(reverse("designations:school", args=[school.pk]))

    assert answer.status_code == 404
    assert "yetki alanınızın dışında" in answer.content.decode()
    assert "Gizli Okul" not in answer.content.decode()


def test_a_search_says_that_something_lies_outside_without_showing_it(client):
    make_school(name="Gizli Okul Mesleki ve Teknik Anadolu Lisesi")
    signed_in(client, Role.PROVINCE_OFFICER, province=34)

    body = client.get(reverse("desk:search"), {"q": "gizli okul"}).content.decode()

    assert "başka bir yetki alanında" in body
    assert "Anadolu Lisesi" not in body


@pytest.mark.parametrize("typed", ["sehit ogretmen", "ŞEHİT ÖĞRETMEN", "Işık Çağrı", "IGDIR"])
def test_a_school_is_found_however_its_letters_are_typed(client, typed):
    school = make_school(name=LONG)
    signed_in(client, Role.PROVINCE_OFFICER, province=6)

    answer = client.get(reverse("designations:schools"), {"q": typed})

    assert [found.pk for found in answer.context["page_obj"]] == [school.pk]


def test_the_main_job_of_a_province(client):
    """From the school's page to the receipt: open, fill in, prove, check, hand in."""
    school = make_region_ready(make_school())
    signed_in(client, Role.PROVINCE_OFFICER, province=6)
    page = client.get(reverse("designations:school", args=[school.pk])).content.decode()
    open_url = reverse("designations:open", args=[school.pk, "region"])
    assert open_url in page

    client.post(open_url)
    dossier = Dossier.objects.get()
    for state in client.get(reverse("designations:dossier", args=[dossier.pk])).context["sections"]:
        client.post(state["url"], {"text": "Açıklama", "is_done": "on", "revision": "0"})
    evidence_url = reverse("designations:dossier_evidence", args=[dossier.pk, "capacity"])
    client.post(evidence_url, {"file": make_upload("plan.png"), "description": "Kat planı"})
    check_url = reverse("designations:dossier_check", args=[dossier.pk])
    assert "plan.png" in client.get(check_url).content.decode()

    answer = client.post(check_url, follow=True)

    dossier.refresh_from_db()
    assert dossier.status == S.SUBMITTED
    assert answer.request["PATH_INFO"] == reverse("designations:dossier_receipt", args=[dossier.pk])


def test_a_file_under_a_wrong_name_is_refused_at_the_field(client):
    dossier = make_dossier()
    signed_in(client, Role.PROVINCE_OFFICER, province=6)
    url = reverse("designations:dossier_evidence", args=[dossier.pk, "capacity"])

    answer = client.post(url, {"file": make_upload("plan.jpg", b"%PDF-1.4 deneme"), "description": "Plan"})

    assert answer.context["evidence_form"].errors["file"] == [
        "Dosyanın adı “.jpg” ile bitiyor ama içeriği PDF. Adının sonunu “.pdf” yapıp ya da doğru dosyayı seçip yeniden yükleyin."
    ]
    assert not dossier.evidence.exists()


def test_the_second_editor_sees_what_the_first_wrote(client):
    dossier = make_dossier()
    signed_in(client, Role.PROVINCE_OFFICER, province=6)
    url = reverse("designations:dossier_section", args=[dossier.pk, "rationale"])
    client.post(url, {"text": "Birincinin metni", "revision": "0"})

    answer = client.post(url, {"text": "İkincinin metni", "revision": "0"})

    body = answer.content.decode()
    assert "Birincinin metni" in body
    assert "İkincinin metni" in body


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("name", "queries"), [("designations:schools", 8), ("designations:dossiers", 7)])
def test_lists_need_the_same_number_of_queries(client, name, queries, count, django_assert_num_queries):
    for _ in range(count):
        make_dossier(school=make_school(name=LONG), ready=False)
    signed_in(client, Role.PROVINCE_OFFICER, province=6)

    with django_assert_num_queries(queries):
        assert len(client.get(reverse(name), {"boyut": 50}).context["page_obj"].object_list) == count


def test_papers_and_designations_have_pages(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        designation = make_designation()
    signed_in(client, Role.PROVINCE_OFFICER, province=6)

    page = client.get(reverse("designations:designation", args=[designation.pk]))
    (paper,) = [paper for paper in page.context["papers"] if paper.kind == "decision"]

    assert client.get(reverse("documents:paper", args=[paper.pk])).status_code == 200
    pdf = client.get(reverse("documents:paper_pdf", args=[paper.pk]))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
    assert client.get(reverse("documents:verify_code", args=[paper.code])).status_code == 200


ADMIN_LISTS = [
    "designations_dossier",
    "designations_designation",
    "designations_standing",
    "designations_policyversion",
    "designations_clusterversion",
    "documents_paper",
    "documents_attachment",
    "protocols_protocol",
    "protocols_stakeholder",
    "workflow_journalentry",
    "workflow_journalseal",
    "workflow_job",
    "schools_school",
    "schools_field",
    "schools_educationregion",
    "schools_employmentyear",
    "schools_sectorstar",
    "schools_standardsversion",
]


@pytest.mark.parametrize("name", ADMIN_LISTS)
def test_admin_lists_are_shown(client, name):
    make_designation()
    make_protocol(make_school())
    make_policy()
    make_clusters(Üretim=[make_field()])
    signed_in(client, Role.EXPERT)

    assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200


@pytest.mark.parametrize("role", PEOPLE)
def test_only_national_roles_enter_the_admin(client, role):
    signed_in(client, role, school=make_school())

    answer = client.get(reverse("admin:index"))

    assert answer.status_code == (200 if role in ADMIN_ROLES else 302)


def test_the_decision_in_the_admin(client):
    dossier = make_dossier(S.APPROVAL_PROPOSED)
    signed_in(client, Role.DIRECTOR_GENERAL)
    url = reverse("admin:designations_dossier_act", args=[dossier.pk, "approve"])
    assert client.get(url).status_code == 200

    client.post(url, {"note": "Uygundur.", "revision": str(dossier.revision)})

    dossier.refresh_from_db()
    assert dossier.status == S.APPROVED


def test_an_unknown_address_is_answered_in_turkish(client):
    signed_in(client, Role.PROVINCE_OFFICER)

    answer = client.get("/yok-boyle-bir-sayfa/")

    assert answer.status_code == 404
    assert "bulunamad" in answer.content.decode().lower()


PEOPLE_LISTS = ["accounts_user", "accounts_duty", "accounts_apiclient"]


@pytest.mark.parametrize("name", PEOPLE_LISTS)
@pytest.mark.parametrize(("role", "status"), [(Role.ADMINISTRATOR, 200), (Role.AUDITOR, 200), (Role.EXPERT, 403)])
def test_people_are_kept_by_the_administrator(client, name, role, status):
    signed_in(client, role)

    assert client.get(reverse(f"admin:{name}_changelist")).status_code == status


def test_the_administrator_gives_a_duty(client):
    keeper = signed_in(client, Role.ADMINISTRATOR)
    person = make_user(None)
    account = {"username": person.username, "first_name": "Ayşe", "last_name": "Işık", "email": "", "is_active": "on"}
    rows = {"duties-TOTAL_FORMS": "1", "duties-INITIAL_FORMS": "0", "duties-MIN_NUM_FORMS": "0"}
    duty = {"duties-0-role": Role.EXPERT, "duties-0-starts_on": "2026-01-01"}

    client.post(reverse("admin:accounts_user_change", args=[person.pk]), {**account, **rows, **duty})

    person = type(person).objects.get(pk=person.pk)
    assert person.roles == {Role.EXPERT}
    from workflow.models import JournalEntry

    assert JournalEntry.objects.filter(record_kind="accounts.duty", by=keeper, act="give_duty").exists()


def test_a_program_is_let_in_and_its_secret_shown_once(client):
    signed_in(client, Role.ADMINISTRATOR)
    data = {"name": "e-Okul", "contact": "eokul@example.org", "scopes": ["checks"]}

    answer = client.post(reverse("admin:accounts_apiclient_add"), data)

    assert answer.context["client"].scopes == ["checks"]
    assert answer.context["secret"] in answer.content.decode()


def test_a_file_for_a_closed_section_leaves_nothing_behind(client, settings):
    dossier = make_dossier("submitted")
    signed_in(client, Role.PROVINCE_OFFICER, province=6)
    before = {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    url = reverse("designations:dossier_evidence", args=[dossier.pk, "capacity"])

    answer = client.post(url, {"file": make_upload("plan.png"), "description": "Plan"})

    assert "değişikliğe kapalı" in str(answer.context["evidence_form"].errors)
    assert not dossier.evidence.exists()
    assert {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()} == before
