"""The Ministry's guides as pages and files: a file is known by its content, belongs to a draft, and stays once published."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.choices import Role
from centers.acts import GUIDE, keep_guide_file
from centers.models import GuideStatement, MonitoringGuide
from centers.rules import RULE_BOOKS
from documents.intake import FileRefused
from documents.models import Attachment
from legislation.provisions import CENTRES_SINCE, provision
from tests.factories import TODAY, make_school, make_upload, make_user
from tests.factories.center_plans import make_guide
from tests.factories.centers import make_center, people_of_chain
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/11/3")]


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


@pytest.fixture
def draft():
    guide = make_guide(status="draft")
    GuideStatement.objects.create(guide=guide, number=1, text="Eğitimler değerlendirilir.")
    return guide


def test_a_file_is_kept_with_its_hash_and_in_the_journal(draft, expert):
    kept = keep_guide_file(draft, by=expert, on=TODAY, file=make_upload("kilavuz.png"))
    draft.refresh_from_db()

    assert draft.file == kept
    entry = JournalEntry.objects.of(draft).get(act="keep_guide_file")
    assert entry.details["sha256"] == kept.sha256
    again = keep_guide_file(draft, by=expert, on=TODAY, file=make_upload("kilavuz-2.png"))
    assert MonitoringGuide.objects.get(pk=draft.pk).file == again
    assert Attachment.objects.filter(pk=kept.pk).exists()
    assert JournalEntry.objects.of(draft).filter(details__before="kilavuz.png").count() == 1


def test_what_is_not_what_it_says_is_refused_and_nothing_is_kept(draft, expert):
    for name, content in (("a.pdf", b"<html>"), ("a.png", b"%PDF-1.4 bozuk"), ("a.pdf", b"")):
        with pytest.raises(FileRefused):
            keep_guide_file(draft, by=expert, on=TODAY, file=SimpleUploadedFile(name, content))
    draft.refresh_from_db()
    assert draft.file is None
    assert not JournalEntry.objects.of(draft).filter(act="keep_guide_file").exists()


def test_a_published_guides_file_stays(draft, expert):
    keep_guide_file(draft, by=expert, on=TODAY, file=make_upload("kilavuz.png"))
    guide = GUIDE.acts["publish_guide"](draft, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=TODAY)
    with pytest.raises(OutOfState, match="yeni bir sürüm"):
        keep_guide_file(guide, by=expert, on=TODAY, file=make_upload("baska.png"))
    with pytest.raises(IntegrityError, match="monitoringguide_published_file_stays"), transaction.atomic():
        MonitoringGuide.objects.filter(pk=guide.pk).update(file=None)
    assert MonitoringGuide.objects.filter(pk=guide.pk).update(note="Açıklama") == 1


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.PROVINCE_OFFICER, Role.GENERAL_COORDINATOR, Role.AUDITOR])
def test_only_the_directorate_brings_it(draft, role):
    with pytest.raises(NotPermitted):
        keep_guide_file(draft, by=make_user(role, school=make_school()), on=TODAY, file=make_upload("kilavuz.png"))


def test_the_pages_of_guides(client, draft, expert):
    client.force_login(expert)
    page = reverse("centers:guide", args=[draft.pk])
    assert "Kılavuzun dosyasını ekle" in client.get(page).content.decode()
    bring = reverse("centers:guide_bring", args=[draft.pk])
    refused = client.post(bring, {"file": SimpleUploadedFile("a.pdf", b"<html>")}).content.decode()
    assert "errorlist" in refused
    assert client.post(bring, {"file": make_upload("kilavuz.png")})["Location"] == page
    told = client.get(page).content.decode()
    draft.refresh_from_db()
    assert draft.file.sha256 in told
    assert "Eğitimler değerlendirilir." in told
    fetched = client.get(reverse("centers:guide_file", args=[draft.pk]))
    assert BytesIO(b"".join(fetched.streaming_content)).read().startswith(b"\x89PNG")
    assert draft.name in client.get(reverse("centers:guides")).content.decode()
    assert (
        "kilavuz.png" in client.get(reverse("admin:centers_monitoringguide_change", args=[draft.pk])).content.decode()
    )


def test_a_draft_is_the_ministrys_own_paper_and_a_published_one_everybodys(client, draft, expert):
    keep_guide_file(draft, by=expert, on=TODAY, file=make_upload("kilavuz.png"))
    people = people_of_chain(make_center())
    for who in ("writer", "school", "province"):
        client.force_login(people[who])
        for name in ("guide", "guide_file"):
            assert client.get(reverse(f"centers:{name}", args=[draft.pk])).status_code == 404
        assert draft.name not in client.get(reverse("centers:guides")).content.decode()
        assert client.get(reverse("centers:guide_bring", args=[draft.pk])).status_code in {403, 404}

    GUIDE.acts["publish_guide"](draft, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=TODAY)
    for who in ("writer", "school", "province"):
        client.force_login(people[who])
        assert client.get(reverse("centers:guide_file", args=[draft.pk])).status_code == 200
        assert "Kılavuzun dosyasını" not in client.get(reverse("centers:guide", args=[draft.pk])).content.decode()


def test_guides_and_files_over_the_api(client, draft, expert):
    client.force_login(expert)
    address = f"/api/v1/monitoring-guides/{draft.pk}/file/"
    assert client.get(address).status_code == 404
    wrong = client.post(address, {"file": SimpleUploadedFile("a.pdf", b"<html>")})
    assert wrong.status_code == 400
    assert wrong.json()["faults"][0]["path"] == "file"
    made = client.post(address, {"file": make_upload("kilavuz.png")})
    assert made.status_code == 201, made.content
    assert made.json()["file"]["name"] == "kilavuz.png"
    fetched = client.get(address)
    assert fetched["ETag"] == f'"{made.json()["file"]["sha256"]}"'
    assert client.get(address, headers={"If-None-Match": fetched["ETag"]}).status_code == 304

    client.force_login(make_user(Role.PRINCIPAL, school=make_school()))
    assert client.get(address).status_code in {403, 404}


@pytest.mark.provision("smm/12")
def test_nothing_of_centres_is_in_force_before_the_directive(draft):
    head, eve = make_user(Role.DEPARTMENT_HEAD), CENTRES_SINCE - timedelta(days=1)
    with pytest.raises(Invalid, match=r"30\.04\.2024") as refused:
        GUIDE.acts["publish_guide"](draft, by=head, on=TODAY, valid_from=eve)
    assert "smm/12" not in str(refused.value)
    assert provision("smm/12").citation in refused.value.faults["valid_from"]
    conditions = [one for book in RULE_BOOKS.values() for one in book]
    assert not any(one.in_force(eve) for one in conditions)
    assert all(one.in_force(CENTRES_SINCE) for one in conditions)

    guide = GUIDE.acts["publish_guide"](draft, by=head, on=TODAY, valid_from=CENTRES_SINCE)
    assert MonitoringGuide.objects.in_force(eve) is None
    assert MonitoringGuide.objects.in_force(CENTRES_SINCE) == guide
