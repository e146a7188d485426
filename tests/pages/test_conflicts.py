"""Two people edit one record: the second sees field by field what the first saved, and nothing that was typed is lost."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from designations.acts import save_section
from designations.choices import DossierStatus
from designations.models import SectionEntry
from tests.factories import TODAY, make_dossier, make_region_ready, make_school, make_user
from workflow.conflicts import Overtaken
from workflow.refusals import Stale

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return make_dossier(DossierStatus.DRAFT, school=make_region_ready(make_school()))


def two_editors():
    clients = [Client(), Client()]
    people = [make_user(Role.PROVINCE_OFFICER, province=6) for _ in clients]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person)
    return clients, people


def test_the_second_to_save_a_section_sees_the_first_ones_words_and_chooses(dossier):
    (first, second), (ali, _) = two_editors()
    url = reverse("designations:dossier_section", args=[dossier.pk, "capacity"])
    start = SectionEntry.objects.filter(dossier=dossier, section="capacity").first()
    seen = second.get(url).context["revision"]

    first.post(url, {"text": "Birincinin metni", "is_done": "on", "revision": seen})
    refused = second.post(url, {"text": "İkincinin metni", "revision": seen})
    page = refused.content.decode()

    rows = {row.name: row for row in refused.context["conflict"].differences}
    assert (rows["text"].theirs, rows["text"].mine) == ("Birincinin metni", "İkincinin metni")
    assert rows["text"].was == (start.text if start and start.text else "boş")
    assert str(ali) in page
    assert page.count("İkincinin metni") >= 2  # in the table, and still in its field
    assert rows["is_done"].by == "theirs"
    assert SectionEntry.objects.get(dossier=dossier, section="capacity").text == "Birincinin metni"
    again = refused.context["revision"]
    second.post(url, {"text": "İkincinin metni", "is_done": "on", "revision": again, "secim-text": "mine"})
    entry = SectionEntry.objects.get(dossier=dossier, section="capacity")
    assert (entry.text, entry.is_done) == ("İkincinin metni", True)


def test_a_third_who_saves_between_is_seen_too(dossier):
    (first, second), _ = two_editors()
    url = reverse("designations:dossier_section", args=[dossier.pk, "capacity"])
    seen = second.get(url).context["revision"]
    first.post(url, {"text": "Bir", "revision": seen})
    again = second.post(url, {"text": "Benim", "revision": seen}).context["revision"]
    first.post(url, {"text": "İki", "revision": again})

    refused = second.post(url, {"text": "Benim", "revision": again, "secim-text": "mine"})

    (row,) = (row for row in refused.context["conflict"].rows if row.name == "text")
    assert (row.was, row.theirs, row.mine) == ("Bir", "İki", "Benim")


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_once_one_is_written_and_all_others_are_shown_it():
    dossier = make_dossier(DossierStatus.DRAFT, school=make_region_ready(make_school()))
    people, outcomes = [make_user(Role.PROVINCE_OFFICER, province=6) for _ in range(6)], []
    revision = SectionEntry.objects.filter(dossier=dossier, section="capacity").values_list("revision", flat=True).first() or 0  # fmt: skip
    start = threading.Barrier(len(people))

    def save(person):
        start.wait()
        try:
            entry = save_section(
                dossier, "capacity", by=person, on=TODAY, text=f"{person}", is_done=False, revision=revision
            )
            outcomes.append(entry.text)
        except Stale as stale:
            outcomes.append(stale)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    written = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(written) == 1
    assert {o.theirs["text"] for o in outcomes if isinstance(o, Overtaken)} == {written[0]}
