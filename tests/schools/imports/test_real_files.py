"""The real lists through the pages and a real worker: uploaded, checked, looked at, confirmed, written, and again without a change."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import Role
from schools.choices import ImportStatus
from schools.models import Employment, FileImport, School, SchoolField
from tests.factories import make_user
from tests.schools.imports.test_worker import hand_on, queued, state  # noqa: F401 - a fixture
from tests.workflow.test_errands import wait_for, worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
HOME = "/okullar/dosyadan/"
# Source, file, options, and what is new of it: the 17 rows of 2026 name institutions that the list of 2017 knows.
FILES = [
    ("kurum-listesi", "schools/mebbis_2017_vocational.csv", {}, School, 3905),
    ("kurum-listesi", "schools/meb_okullar_2026_format_sample.csv", {}, School, 3905),
    ("programlar", "lgs/lgs_vocational_programs.csv", {"skip_faulty": "on"}, SchoolField, 500),
    ("istihdam", "sector/SYNTHETIC_sgk_tablo_1_11_layout.xlsx", {"year": 2025}, Employment, 68 * 81),
]


def brought_through(client, environment, source, path, options):
    """Upload the file on its page and wait until the worker has looked at it."""
    upload = {"file": SimpleUploadedFile(path.name, path.read_bytes()), **options}
    page = client.post(f"{HOME}yukle/{source}/", upload)
    assert page.status_code == 302, page.context["form"].errors
    brought = FileImport.objects.latest("created_at")
    hand_on(brought.job, environment)
    assert wait_for(lambda: state(brought) != ImportStatus.UPLOADED)
    return FileImport.objects.get(pk=brought.pk)


def confirmed(client, environment, brought):
    client.post(f"{HOME}{brought.pk}/islem/confirm_import/", {"revision": brought.revision})
    hand_on(FileImport.objects.get(pk=brought.pk).job, environment)
    assert wait_for(lambda: state(brought) != ImportStatus.CONFIRMED)
    return FileImport.objects.get(pk=brought.pk)


def test_real_files_come_in_through_pages_and_worker(real_data, reference, client, queued):  # noqa: F811
    client.force_login(make_user(Role.EXPERT))
    with worker(queued) as (_, environment):
        for source, name, options, model, least in FILES:
            brought = brought_through(client, environment, source, real_data / name, options)
            assert brought.status == ImportStatus.CHECKED, [*brought.lines.values_list("sentence", flat=True)[:3]]
            assert client.get(f"{HOME}{brought.pk}/?boyut=100&sayfa=9").status_code == 200

            written = confirmed(client, environment, brought)

            assert written.status == ImportStatus.WRITTEN, written.message
            assert model.objects.count() >= least
            again = brought_through(client, environment, source, real_data / name, options)
            told = json.dumps(again.counts)
            assert (again.counts["added"], again.counts["changed"], again.counts["gone"]) == (0, 0, 0), told
            assert "Aynı dosya" in client.get(f"{HOME}{again.pk}/").text
