"""The laboratory through pages and API: written, run, looked at on the map, compared; and the effect of a draft in the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from designations.models import PolicyVersion, Scenario
from tests.factories import make_clusters, make_field, make_policy, make_region_ready, make_school, make_user
from tests.factories.scenarios import computed, make_moved, make_scenario

pytestmark = pytest.mark.django_db
NARROW = {"growth_margin": "9"}


@pytest.fixture
def expert(client):
    client.force_login(make_user(Role.EXPERT))
    return client


def test_written_run_and_looked_at(expert, django_capture_on_commit_callbacks):
    make_policy()
    school = make_region_ready(make_school())
    form = {"name": "Büyüme payı 9", "growth_margin": "9"}
    answer = expert.post(reverse("designations:write_scenario"), form)
    scenario = Scenario.objects.get()
    assert answer["Location"] == reverse("designations:scenario", args=[scenario.pk])
    assert "Ülkede dene" in expert.get(answer["Location"]).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        expert.post(reverse("designations:run_scenario", args=[scenario.pk]))

    page = expert.get(answer["Location"], {"harita": "loss", "ozellik": "region"})
    assert page.context["maps"]["kind"] == "region"
    assert "Bugün koşulları sağlayan okullar" in page.content.decode()
    assert f"senaryo={scenario.pk}" in page.content.decode()
    moved = expert.get(reverse("designations:moved"), {"senaryo": scenario.pk}).content.decode()
    assert school.name in moved or Scenario.objects.get().losses == 0


def test_a_contradiction_stands_at_its_field_and_the_words_stay(expert):
    make_policy()
    make_clusters(Üretim=[make_field("04")])

    page = expert.post(reverse("designations:write_scenario"), {"name": "Çelişki", "cluster_min_fields": "7"})

    assert "en büyük küme 1 alanlıdır" in str(page.context["form"].errors["cluster_min_fields"])
    assert page.context["form"]["name"].value() == "Çelişki"
    assert not Scenario.objects.exists()
    assert page.context["form"]["concentration_min_stars"].field.validators  # those of the policy itself


@pytest.mark.parametrize("role", [Role.PROVINCE_DIRECTOR, Role.PRINCIPAL])
def test_provinces_find_no_laboratory(client, role):
    scenario = make_scenario()
    client.force_login(make_user(role, school=make_school()))

    for name in ("scenarios", "write_scenario", "moved", "compare_scenarios"):
        assert client.get(reverse(f"designations:{name}")).status_code == 403
    assert client.get(reverse("designations:scenario", args=[scenario.pk])).status_code == 404
    for name in ("run_scenario", "stop_scenario", "drop_scenario"):
        assert client.post(reverse(f"designations:{name}", args=[scenario.pk])).status_code == 404


def test_an_auditor_looks_and_does_nothing(client):
    scenario = computed(make_scenario())
    client.force_login(make_user(Role.AUDITOR))

    page = client.get(reverse("designations:scenario", args=[scenario.pk])).content.decode()

    assert "Yeniden hesapla" not in page
    assert client.get(reverse("designations:write_scenario")).status_code == 403
    client.post(reverse("designations:drop_scenario", args=[scenario.pk]))
    assert Scenario.objects.filter(pk=scenario.pk).exists()


def test_two_are_compared_and_one_with_itself_is_not(expert):
    make_policy()
    make_region_ready(make_school())
    a, b = computed(make_scenario(values=NARROW)), computed(make_scenario())

    page = expert.get(reverse("designations:compare_scenarios"), {"a": a.pk, "b": b.pk}).content.decode()
    same = expert.get(reverse("designations:compare_scenarios"), {"a": a.pk, "b": a.pk})

    assert "İllere göre kazanan ve yitiren okullar" in page
    assert "Birinciden başka" in str(same.context["form"].errors["b"])


def test_the_page_asks_as_much_for_30_schools_as_for_1(expert):
    make_policy()
    counts = []
    for many in (1, 29):
        for _ in range(many):
            make_region_ready(make_school())
        scenario = computed(make_scenario(values=NARROW))
        address = reverse("designations:scenario", args=[scenario.pk])
        expert.get(address)
        with CaptureQueriesContext(connection) as captured:
            expert.get(address)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_the_effect_of_a_draft_is_asked_for_in_the_admin(client, settings, django_capture_on_commit_callbacks):
    settings.SECOND_FACTOR_REQUIRED = False
    make_policy()
    make_region_ready(make_school())
    draft = PolicyVersion.objects.create(name="Taslak", growth_margin=9)
    client.force_login(make_user(Role.DEPARTMENT_HEAD))
    address = reverse("admin:designations_effect", args=["olcut", draft.pk])
    assert "Etki henüz hesaplanmadı" in client.get(address).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address)

    assert answer["Location"] == reverse("designations:scenario", args=[Scenario.objects.get().pk])
    assert "Haritayı ve okulları gör" in client.get(address).content.decode()


def post(client, path, body=None):
    return client.post(f"/api/v1{path}", body or {}, content_type="application/json")


def test_api_saves_runs_reads_and_drops(expert, django_capture_on_commit_callbacks):
    make_policy()
    make_region_ready(make_school())

    saved = post(expert, "/scenarios/", {"name": "Büyüme", "growth_margin": "9"})
    assert saved.status_code == 201, saved.content
    address = f"/scenarios/{saved.json()['id']}/"
    assert saved.json()["values"] == {"growth_margin": "9"}
    with django_capture_on_commit_callbacks(execute=True):
        assert post(expert, f"{address}acts/run_scenario/").status_code == 200
    found = expert.get(f"/api/v1{address}").json()
    moved = expert.get("/api/v1/moved-schools/", {"scenario": found["id"]}).json()["results"]
    assert len(moved) == found["gains"] + found["losses"] + sum(row["effect"] == "other" for row in moved)
    tag = expert.get(f"/api/v1{address}")["ETag"]
    changed = put(expert, address, {"name": "Başka", "growth_margin": "1"}, tag)
    assert (changed.status_code, changed.json()["name"]) == (200, "Başka")
    assert post(expert, f"{address}acts/stop_scenario/").status_code == 409
    assert expert.delete(f"/api/v1{address}").status_code == 204
    assert expert.get(f"/api/v1{address}").status_code == 404


def put(client, path, body, tag=None):
    named = {"headers": {"If-Match": tag}} if tag else {}
    return client.put(f"/api/v1{path}", body, content_type="application/json", **named)


def test_a_second_program_writes_over_no_figures_that_it_has_not_read(expert, django_capture_on_commit_callbacks):
    make_policy()
    address = f"/scenarios/{make_scenario(name='Büyüme', values={'growth_margin': '0.1'}).pk}/"
    tag = expert.get(f"/api/v1{address}")["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        post(expert, f"{address}acts/run_scenario/")  # a run changes no figure

    assert put(expert, address, {"name": "Birinci"}).status_code == 428
    assert put(expert, address, {"name": "Birinci", "growth_margin": "0.3"}, tag).status_code == 200
    late = put(expert, address, {"name": "İkinci"}, tag)

    assert (late.status_code, late.json()["current"]["values"]) == (412, {"growth_margin": "0.3"})
    assert Scenario.objects.get().name == "Birinci"
    assert put(expert, address, {"name": "İkinci"}, "*").status_code == 200


def test_the_second_editor_sees_what_the_first_saved(expert):
    make_policy()
    scenario = make_scenario(name="Büyüme", values={"growth_margin": "0.1"})
    address = reverse("designations:edit_scenario", args=[scenario.pk])
    began = expert.get(address).context["began"]
    same = {"name": "Büyüme", "growth_margin": "0.1", "baslangic": began}
    assert expert.post(address, {**same, "growth_margin": "0.3"}).status_code == 302

    asked = expert.post(address, {**same, "growth_margin": "0.5", "note": "İkincinin notu"})

    assert asked.status_code == 200
    assert [one.name for one in asked.context["conflict"].differences if one.by != "mine"] == ["growth_margin"]
    assert Scenario.objects.get().values == {"growth_margin": "0.3"}
    again = {**same, "note": "İkincinin notu", "growth_margin": "0.5", "baslangic": asked.context["began"]}
    assert expert.post(address, again).status_code == 302
    scenario.refresh_from_db()
    assert (scenario.values, scenario.note) == ({"growth_margin": "0.5"}, "İkincinin notu")


def test_api_names_the_path_of_each_fault(expert):
    wrong = post(expert, "/scenarios/", {"name": "x", "growth_margin": "çok", "yok": 1})

    assert wrong.status_code == 400
    assert {fault["path"] for fault in wrong.json()["faults"]} == {"yok"}
    stars = post(expert, "/scenarios/", {"name": "x", "concentration_min_stars": 7})
    assert {fault["path"] for fault in stars.json()["faults"]} == {"concentration_min_stars"}


def test_api_weighs_a_draft_for_the_ministry_alone(expert):
    draft = PolicyVersion.objects.create(name="Taslak")

    answer = post(expert, f"/draft-effects/policies/{draft.pk}/")
    assert (answer.status_code, answer.json()["is_effect"]) == (200, True)
    assert post(expert, f"/draft-effects/policies/{draft.pk}/").status_code == 409
    assert post(expert, f"/draft-effects/baska/{draft.pk}/").status_code == 404
    expert.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    assert post(expert, f"/draft-effects/policies/{draft.pk}/").status_code == 404
    assert expert.get("/api/v1/scenarios/").json()["results"] == []


def test_moved_schools_are_named_with_what_they_would_lack(expert):
    row = make_moved(effect="loss", before="eligible", after="not_eligible", lacking=["okul/4/2/c"])

    text = expert.get(reverse("designations:moved"), {"etki": "loss"}).content.decode()

    assert row.school.name in text
    assert "Kapasite ve büyüme (bölge)" in text
