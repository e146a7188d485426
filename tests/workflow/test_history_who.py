"""Who changed a record, by which act and why, is told whichever door or task the change came through."""

import pghistory
import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.choices import Role
from config.celery import end_the_work, name_the_work
from designations.models import ClusterVersion, Dossier
from protocols.history import PROTOCOL
from schools.models import School
from tests.api.conftest import Program
from tests.factories import make_designation, make_field, make_region_ready, make_school, make_user
from workflow.history.showing import may_see
from workflow.history.timeline import story

pytestmark = pytest.mark.django_db


def newest(record):
    return story(record).entries[0]


def test_an_act_over_the_api_names_the_program_and_what_it_made():
    program = Program(province=6)
    school = make_school(province=6)
    answer = program.post("/dossiers/", {"school": school.code, "type": "region"})

    row = newest(Dossier.objects.get(pk=answer.json()["id"]))
    assert (row["label"], row["by_name"]) == ("Dosya aç", str(program.user))
    assert ("Kurum", str(school)) in {(change.label, change.after) for change in row["changes"]}


def test_an_act_tells_its_changes_with_the_one_who_performed_it():
    designation = make_designation(school=make_region_ready(make_school()))
    dossier = designation.dossier
    rows = story(dossier).entries

    assert rows[0]["by_name"] == str(dossier.decided_by)
    assert any(change.label == "Durum" for row in rows for change in row.get("changes", []))


def test_a_change_without_an_act_names_user_and_source(client):
    school, user = make_school(), make_user()
    with pghistory.context(user=user.pk, source="MEB kurum listesi"):
        School.objects.filter(pk=school.pk).update(addable_places=5)

    row = newest(school)
    assert (row["by_name"], row["note"]) == (str(user), "Kaynak: MEB kurum listesi")


def test_a_change_by_a_task_is_named_as_such():
    class Task:
        name = "schools.tasks.deneme"

        class request:  # noqa: N801 - Celery's own name
            history = None

    school = make_school()
    name_the_work(task=Task)
    School.objects.filter(pk=school.pk).update(addable_places=5)
    end_the_work(task=Task)

    assert newest(school)["note"] == "Kaynak: arka plan işi"


def test_rows_edited_in_the_admin_name_the_user(client):
    user = make_user(Role.DEPARTMENT_HEAD)
    client.force_login(user)
    field = make_field("04", "Bilişim Teknolojileri")
    address = "/yonetim/designations/clusterversion/add/"
    form = {
        "name": "Taslak", "source": "", "note": "", "clusters-TOTAL_FORMS": "1", "clusters-INITIAL_FORMS": "0",
        "clusters-0-name": "Üretim", "clusters-0-fields": [field.pk],
    }  # fmt: skip
    assert client.post(address, form).status_code == 302

    row = newest(ClusterVersion.objects.get(name="Taslak"))
    assert row["by_name"] == str(user)
    assert any("Bilişim Teknolojileri" in change.after for change in row["changes"])


def test_a_key_that_is_none_shows_nothing():
    user = make_user()

    assert may_see(user, PROTOCOL, "abc") is None
    assert not AnonymousUser().is_authenticated
