"""A draft of criteria tried on a former round: by act and job, shown without anybody's data, asked for before publishing."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from tests.factories import TODAY, make_user
from tests.factories.transfers import make_application, make_component, make_criteria_draft, make_criteria_simulation
from tests.workflow.people import MINISTRY, everybody
from transfers.acts import CRITERIA
from transfers.models import CriteriaSimulation, TransferRound
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
A = CRITERIA.acts
FROM = date(2026, 9, 1)


@pytest.fixture
def computed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = make_criteria_simulation()
    made.refresh_from_db()
    return made


def test_the_job_writes_figures_without_anybodys_data(computed):
    application = TransferRound.objects.get(pk=computed.round_id).applications.get()
    assert (computed.figures["applications"], computed.figures["after"]["placed"]) == (1, 1)
    assert computed.figures["by_field"][0]["before"] == 1
    assert application.student_number not in str(computed.figures)
    computed.job.refresh_from_db()
    assert (computed.job.state, computed.job.done, computed.job.total) == ("done", 4, 4)


def test_a_component_that_nobody_has_leaves_nobody_computed(django_capture_on_commit_callbacks):
    draft = make_criteria_draft(name="Yeni bileşenli")
    make_component(draft, "talent", label="Yetenek puanı")
    with django_capture_on_commit_callbacks(execute=True):
        made = make_criteria_simulation(draft)

    made.refresh_from_db()
    assert made.figures["after"] | {"barred": 0} == {
        "computed": 0, "uncomputed": 1, "lacking": {"Yetenek puanı": 1}, "barred": 0, "placed": 0, "on_first": 0,
    }  # fmt: skip


def test_a_draft_is_published_after_its_trial_or_knowingly_without(computed):
    head, draft = make_user(Role.DEPARTMENT_HEAD), computed.version
    draft.components.filter(key="grade_9").update(weight=Decimal(2))
    with pytest.raises(Invalid) as refused:  # it is another draft than the one that was tried
        A["publish_criteria"](draft, by=head, on=TODAY, valid_from=FROM)
    assert "denenmedi" in refused.value.faults["untried"]

    draft.components.filter(key="grade_9").update(weight=Decimal(1))
    assert A["publish_criteria"](draft, by=head, on=TODAY, valid_from=FROM).status == "published"
    other = make_criteria_draft(name="Denenmeyen")
    later = date(2027, 9, 1)
    assert A["publish_criteria"](other, by=head, on=TODAY, valid_from=later, untried=True).status == "published"


def test_a_round_without_applications_is_not_tried():
    application = make_application()
    draft = make_criteria_draft(name="Taslak")
    application.preferences.all().delete()
    application.delete()

    with pytest.raises(Invalid) as refused:
        A["try_criteria"](draft, by=make_user(Role.EXPERT), on=TODAY, round=application.round)
    assert "round" in refused.value.faults


def test_only_the_ministry_tries_and_sees(computed):
    people = everybody(computed.round.applications.get().school)

    assert {name for name, one in people.items() if A["try_criteria"].open_to(one, computed.version)} == MINISTRY
    seen = {name for name, one in people.items() if CriteriaSimulation.objects.visible_to(one).exists()}
    assert seen >= MINISTRY
    assert not any("principal" in name or "province" in name for name in seen)


def test_admin_workbook_and_api_tell_the_same(computed):
    from openpyxl import load_workbook

    client, draft = Client(), computed.version
    client.force_login(make_user(Role.DEPARTMENT_HEAD))
    page = client.get(reverse("admin:transfers_transfercriteria_change", args=[draft.pk])).content.decode()
    assert "Geçmiş dönemde deneme" in page
    assert "Yerini yitiren" in page
    assert "bugünkü hâli değil" not in page
    book = load_workbook(BytesIO(client.get(reverse("admin:transfers_trial_workbook", args=[computed.pk])).content))
    assert book.sheetnames == [
        "Özet",
        "Okul türüne göre",
        "Öğrencinin alanına göre",
        "Öğrencinin iline göre",
        "Puanlar",
    ]
    assert [cell.value for cell in book["Özet"][2]][:2] == ["Başvuru", 1]
    told = client.get(f"/api/v1/transfer-criteria/{draft.pk}/simulations/").json()
    assert (told[0]["state"], told[0]["is_current"], told[0]["figures"]["applications"]) == ("done", True, 1)

    draft.components.filter(key="grade_9").update(weight=Decimal(2))
    page = client.get(reverse("admin:transfers_transfercriteria_change", args=[draft.pk])).content.decode()
    assert "bugünkü hâli değil" in page
    outside = Client()
    outside.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    assert outside.get(f"/api/v1/transfer-criteria/{draft.pk}/simulations/").status_code == 404


def test_admin_and_api_start_a_trial():
    taking, draft = make_application().round, make_criteria_draft(name="Taslak")
    client = Client()
    client.force_login(make_user(Role.EXPERT))

    body = {"round": taking.pk}
    done = client.post(
        f"/api/v1/transfer-criteria/{draft.pk}/acts/try_criteria/", body, content_type="application/json"
    )
    assert done.status_code == 200, done.content
    client.post(f"/yonetim/transfers/transfercriteria/{draft.pk}/islem/try_criteria/", body)
    assert draft.simulations.count() == 2
    bad = client.post(
        f"/api/v1/transfer-criteria/{draft.pk}/acts/try_criteria/", {"round": 10**9}, content_type="application/json"
    )
    assert bad.json()["faults"][0]["path"] == "round"


def test_the_database_holds_a_simulation(computed):
    with pytest.raises(IntegrityError, match="criteriasimulation_asked_is_known"), transaction.atomic():
        CriteriaSimulation.objects.filter(pk=computed.pk).update(asked="x")
    with pytest.raises(IntegrityError, match="criteriasimulation_of_two_versions"), transaction.atomic():
        CriteriaSimulation.objects.filter(pk=computed.pk).update(compared_with=computed.version_id)
