"""The budget of questions: a list and a page of one record ask the database fifteen at most, whoever asks, whatever is there."""

from collections import Counter

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from designations.choices import DesignationType
from designations.models import Designation, Dossier
from protocols.models import AdvisoryBoard, Amendment, Protocol
from schools.models import School
from tests.architecture.world import make_world
from tests.factories import make_dossier
from tests.factories.reports import make_directorate_report
from tests.factories.scenarios import make_scenario
from workflow.choices import CommentSide
from workflow.listing import listings
from workflow.models import Comment

pytestmark = pytest.mark.django_db

BUDGET = 15
WHO = ("expert", "officer")  # of the ministry, of the province
# Pages by name, and which record of the world each is of; one page a line.
PAGES = {
    "desk:home": {},
    "desk:map": {},
    "desk:news": {},
    "desk:notices": {},
    "desk:open_data": {},
    "desk:yearly_report": {"pk": "yearly report"},
    "designations:school": {"pk": "school"},
    "designations:dossier": {"pk": "dossier"},
    "designations:dossier, karar verilmiş": {"pk": "decided dossier"},
    "designations:dossier, hazırlanan": {"pk": "drafted dossier"},
    "designations:dossier_check": {"pk": "drafted dossier"},
    "designations:designation": {"pk": "designation"},
    "designations:follow_up": {"pk": "specialised designation"},
    "designations:follow_up_report": {"pk": "follow-up report"},
    "designations:standing": {"pk": "standing"},
    "designations:scenario": {"pk": "scenario"},
    "designations:control_campaign": {"pk": "control campaign"},
    "designations:controlled_school": {"pk": "controlled school"},
    "people:person": {"pk": "person"},
    "people:request": {"pk": "request"},
    "protocols:amendment": {"pk": "amendment"},
    "protocols:board": {"pk": "board"},
    "protocols:board_meeting": {"pk": "meeting"},
    "protocols:board_resolution": {"pk": "resolution"},
    "protocols:detail": {"pk": "protocol"},
    "protocols:detail, ek protokolü olan": {"pk": "amended protocol"},
    "protocols:detail, kurulu olan": {"pk": "protocol with a board"},
    "protocols:duty": {"pk": "protocol duty"},
    "protocols:expense": {"pk": "expenses"},
    "protocols:place": {"pk": "practice place"},
    "protocols:places_of": {"pk": "school"},
    "protocols:sponsor": {"pk": "sponsor"},
    "protocols:sponsors_of": {"pk": "school"},
    "protocols:stakeholder": {"pk": "stakeholder"},
    "protocols:text": {"pk": "amended protocol"},
    "protocols:trainer": {"pk": "trainer"},
    "schools:import": {"pk": "import"},
}
# What keeps a page above the budget: how many questions it may ask, and why.
OVER: dict[str, tuple[int, str]] = {}
CLOSED = {302, 403, 404}  # to this user


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of each record, all of one school in Ankara, and everybody; made once, since reading changes nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        yield {**made, **beside(made)}
        transaction.set_rollback(True)


def beside(world):
    """What the pages of the budget need beside the world: records in other states, and what people said of some."""
    amended = Amendment.objects.get(pk=world["amendment"]).protocol
    designation = Designation.objects.get(pk=world["designation"])
    report = Designation.objects.get(follow_up_reports=world["follow-up report"])
    of_a_board = AdvisoryBoard.objects.get(pk=world["board"]).protocol
    for record in (
        School.objects.get(pk=world["school"]),
        Dossier.objects.get(pk=world["dossier"]),
        amended,
        designation,
    ):
        Comment.objects.create(
            record_kind=record._meta.label_lower, record_id=str(record.pk), side=CommentSide.BOTH, text="Bakıldı.",
            by=world["people"]["head"],
        )  # fmt: skip
    for who in WHO:  # who was here before is told what changed since
        Client().force_login(world["people"][who])
    return {
        "yearly report": make_directorate_report().pk,
        "scenario": make_scenario().pk,
        "decided dossier": designation.dossier_id,
        "drafted dossier": make_dossier(school=designation.school, type=DesignationType.REGION).pk,
        "specialised designation": report.pk,
        "amended protocol": amended.pk,
        "protocol with a board": of_a_board.pk,
        "stakeholder": Protocol.objects.get(pk=world["protocol"]).stakeholders.first().pk,
    }


def asked(world, who, url):
    """How many questions somebody's page asks, and those asked more than once; nothing where it is closed.

    A page over the budget is asked for again: the first time may fill what a process keeps.
    """
    client = Client()
    client.force_login(world["people"][who])
    for _ in range(2):
        with CaptureQueriesContext(connection) as questions:
            answer = client.get(url)
        assert answer.status_code in {200, *CLOSED}, (who, url, answer.status_code)
        if len(questions) <= BUDGET:
            break
    told = Counter(question["sql"] for question in questions.captured_queries)
    twice = [sql for sql, times in told.items() if times > 1]
    return (len(questions), twice) if answer.status_code not in CLOSED else (0, [])


def address(name, world):
    places = {place: world[record] for place, record in PAGES[name].items()}
    return reverse(name.partition(",")[0], kwargs=places)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_to_the_budget(name, world):
    found = {who: asked(world, who, address(name, world)) for who in WHO}

    most, _ = OVER.get(name, (BUDGET, ""))
    assert all(questions <= most for questions, _ in found.values()), found
    assert any(questions for questions, _ in found.values()), "open to nobody"


def test_a_list_keeps_to_the_budget(world):
    found = {(one.title, who): asked(world, who, one.url)[0] for one in listings() for who in WHO}

    assert {name: questions for name, questions in found.items() if questions > BUDGET} == {}
    assert any(questions for questions in found.values())


def test_a_list_of_the_admin_keeps_to_the_budget(world):
    names = [f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry]
    found = {name: asked(world, "head", reverse(f"admin:{name}_changelist"))[0] for name in names}

    assert {name: questions for name, questions in found.items() if questions > BUDGET} == {}
    assert any(questions for questions in found.values())


def test_no_exception_stands_for_a_page_that_keeps_to_the_budget(world):
    kept = [name for name in OVER if max(asked(world, who, address(name, world))[0] for who in WHO) <= BUDGET]

    assert kept == []
