"""The pages of circulars: written, looked at first, printed when confirmed, taken away by a button."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from designations.choices import DossierStatus
from designations.models import Circular
from documents.models import Paper
from tests.factories import make_dossier, make_region_ready, make_school, make_user
from tests.factories.circulars import TEXT, make_circular

pytestmark = pytest.mark.django_db
FORM = {"subject": "İzleme kayıtları", "text": TEXT, "audience": "belirlenen"}


@pytest.fixture
def expert(client):
    user = make_user(Role.EXPERT)
    client.force_login(user)
    return client


@pytest.fixture
def designated():
    return make_dossier(DossierStatus.APPROVED, school=make_region_ready(make_school(province=6))).designation


def test_looking_first_prints_nothing(expert, designated):
    page = expert.post(reverse("designations:write_circular"), {**FORM, "preview": "1"}).content.decode()

    assert designated.school.name in page
    assert "1 yazıyı bas" in page
    assert not Circular.objects.exists()
    assert not Paper.objects.filter(kind="circular").exists()


def test_faults_stand_at_their_fields_and_the_words_stay(expert, designated):
    wrong = {**FORM, "text": "Sayın {mudur}", "preview": "1"}
    page = expert.post(reverse("designations:write_circular"), wrong).content.decode()

    assert "yerine geçmiyor: {mudur}" in page
    assert "Sayın {mudur}</textarea>" in page


def test_confirmed_it_is_printed_followed_and_taken_away(expert, designated, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = expert.post(reverse("designations:write_circular"), {**FORM, "print": "1"})
    circular = Circular.objects.get()

    assert answer["Location"] == reverse("designations:circular", args=[circular.pk])
    page = expert.get(answer["Location"]).content.decode()
    assert "Yazıları indir (ZIP)" in page
    assert designated.school.name in page
    data = b"".join(expert.post(reverse("designations:fetch_circular", args=[circular.pk])).streaming_content)
    assert data.startswith(b"PK")
    assert expert.get(reverse("designations:fetch_circular", args=[circular.pk])).status_code == 405


@pytest.mark.parametrize("role", [Role.PROVINCE_DIRECTOR, Role.PRINCIPAL])
def test_provinces_find_no_circular(client, designated, role):
    circular = make_circular()
    client.force_login(make_user(role, province=6, school=designated.school))

    for name, code in (("circular", 404), ("circular_progress", 404)):
        assert client.get(reverse(f"designations:{name}", args=[circular.pk])).status_code == code
    for name in ("stop_circular", "print_circular_again", "fetch_circular"):
        assert client.post(reverse(f"designations:{name}", args=[circular.pk])).status_code == 404
    assert client.get(reverse("designations:circulars")).status_code == 403
    assert client.get(reverse("designations:write_circular")).status_code == 403


def test_an_auditor_looks_and_does_nothing(client, designated):
    circular = make_circular()
    client.force_login(make_user(Role.AUDITOR))

    page = client.get(reverse("designations:circular", args=[circular.pk])).content.decode()
    assert "Kalanları bas" not in page
    assert client.post(reverse("designations:stop_circular", args=[circular.pk])).status_code == 403


def test_a_circular_of_30_asks_as_often_as_one_of_1(expert, django_assert_max_num_queries):
    counts = []
    for number in (1, 29):
        for _ in range(number):
            make_dossier(DossierStatus.APPROVED, school=make_region_ready(make_school(province=6)))
        circular = make_circular()
        with django_assert_max_num_queries(60) as captured:
            page = expert.get(reverse("designations:circular", args=[circular.pk]) + "?adet=50").content.decode()
        counts.append(len(captured))

    assert page.count("Bekliyor</") >= 25
    assert counts[1] <= counts[0]
