"""A paper's Sayı: entered once, put right with a reason, and the paper made void; also by two people at once."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from accounts.choices import Role
from designations import acts
from documents.models import Paper
from documents.papers import issue
from tests.documents.reading import text_of
from tests.factories import TODAY, make_school, make_user
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState

NUMBER, OTHER = "E-20880154-10.04-96820530", "E-20880154-10.04-96820531"
TEMPLATE = "designations/papers/letter.html"


def make_paper(record=None, **values) -> Paper:
    school = record or make_school()
    values = {"event": "refuse", "title": "Ret yazısı", "template": TEMPLATE, **values}
    content = {"subject": "Deneme", "school": {"name": school.name, "code": school.code}, "acted_on": "2026-09-01"}
    return issue("refusal", school, content=content, school=school, **values)


@pytest.fixture
def paper(db) -> Paper:
    return make_paper()


@pytest.fixture
def expert(db):
    return make_user(Role.EXPERT)


def test_a_number_makes_a_draft_official_and_is_journalled(paper, expert):
    assert "TASLAK" in text_of(paper)

    paper = acts.number_paper(paper, by=expert, on=TODAY, number=f" {NUMBER} ", dated_on=TODAY)

    assert (paper.status, paper.number, paper.dated_on) == ("official", NUMBER, TODAY)
    assert "TASLAK" not in text_of(paper)
    assert NUMBER in text_of(paper)
    assert [(file.status, file.number) for file in paper.files.order_by("pk")] == [("draft", ""), ("official", NUMBER)]
    entry = JournalEntry.objects.of(paper).last()
    assert (entry.act, entry.before, entry.after, entry.details["sha256"]) == (
        "number_paper",
        "draft",
        "official",
        paper.sha256,
    )


@pytest.mark.parametrize(
    "number", ["", "12345", "E-2088015-10.04-1", "E-20880154-10.4-1", "X-20880154-10.04-1", "E-٢٠٨٨٠١٥٤-10.04-1"]
)
def test_a_number_of_another_form_is_refused_at_its_field(paper, expert, number):
    with pytest.raises(Invalid) as refusal:
        acts.number_paper(paper, by=expert, on=TODAY, number=number, dated_on=TODAY)

    assert set(refusal.value.faults) == {"number"}
    paper.refresh_from_db()
    assert paper.status == "draft"


@pytest.mark.parametrize(
    ("dated_on", "sentence"),
    [
        (TODAY + timedelta(days=1), "ileri bir gün"),
        (date(2026, 8, 31), r"işlem gününden \(01.09.2026\) önce"),
        (date(2024, 2, 14), r"15.02.2024\) önce"),
    ],
)
@pytest.mark.provision("okul/9")
def test_a_date_that_cannot_be_is_refused_at_its_field(paper, expert, dated_on, sentence):
    with pytest.raises(Invalid, match=sentence) as refusal:
        acts.number_paper(paper, by=expert, on=TODAY, number=NUMBER, dated_on=dated_on)

    assert set(refusal.value.faults) == {"dated_on"}


def test_a_number_is_entered_once(paper, expert):
    acts.number_paper(paper, by=expert, on=TODAY, number=NUMBER, dated_on=TODAY)

    with pytest.raises(Invalid, match="zaten girilmiş"):
        acts.number_paper(paper, by=expert, on=TODAY, number=OTHER, dated_on=TODAY)


def test_a_number_belongs_to_one_paper(paper, expert):
    acts.number_paper(paper, by=expert, on=TODAY, number=NUMBER, dated_on=TODAY)

    with pytest.raises(Invalid, match="başka bir belgede"):
        acts.number_paper(make_paper(), by=expert, on=TODAY, number=NUMBER, dated_on=TODAY)


@pytest.mark.parametrize("role", [Role.PROVINCE_DIRECTOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_general_directorate_numbers_and_withdraws(paper, role):
    user = make_user(role)

    with pytest.raises(NotPermitted):
        acts.number_paper(paper, by=user, on=TODAY, number=NUMBER, dated_on=TODAY)
    with pytest.raises(NotPermitted):
        acts.withdraw_paper(paper, by=user, on=TODAY, note="Yanlış.")


def test_a_mistyped_number_is_put_right_with_a_reason(paper, expert):
    paper = acts.number_paper(paper, by=expert, on=TODAY, number=OTHER, dated_on=TODAY)
    wrong = paper.sha256

    paper = acts.correct_paper_number(
        paper, by=expert, on=TODAY, number=NUMBER, dated_on=TODAY, note="Yanlış yazıldı."
    )

    assert paper.number == NUMBER
    assert paper.files.filter(sha256=wrong, number=OTHER).exists()
    assert JournalEntry.objects.of(paper).last().details["was"] == {"number": OTHER, "dated_on": TODAY.isoformat()}


@pytest.mark.parametrize(
    ("values", "field"),
    [({"note": " "}, "note"), ({"number": OTHER}, "number"), ({"dated_on": TODAY + timedelta(days=1)}, "dated_on")],
)
def test_a_correction_says_what_is_wrong_with_it(paper, expert, values, field):
    paper = acts.number_paper(paper, by=expert, on=TODAY, number=OTHER, dated_on=TODAY)
    asked = {"number": NUMBER, "dated_on": TODAY, "note": "Yanlış yazıldı.", **values}

    with pytest.raises(Invalid) as refusal:
        acts.correct_paper_number(paper, by=expert, on=TODAY, **asked)

    assert set(refusal.value.faults) == {field}


def test_a_withdrawn_paper_is_printed_void_and_takes_no_number(paper, expert):
    paper = acts.withdraw_paper(paper, by=expert, on=TODAY, note="Yanlış dosyaya düzenlendi.")

    assert (paper.status, paper.withdrawn_on, paper.withdrawal) == ("withdrawn", TODAY, "Yanlış dosyaya düzenlendi.")
    assert "HÜKÜMSÜZ" in text_of(paper)
    with pytest.raises(Invalid, match="hükümsüz"):
        acts.number_paper(paper, by=expert, on=TODAY, number=NUMBER, dated_on=TODAY)
    with pytest.raises(OutOfState):
        acts.withdraw_paper(paper, by=expert, on=TODAY, note="Yine.")


def test_a_paper_that_needs_no_number_is_no_draft(db, expert):
    receipt = make_paper(dated_on=TODAY)

    assert (receipt.status, receipt.dated_on) == ("issued", TODAY)
    assert "TASLAK" not in text_of(receipt)
    with pytest.raises(Invalid, match="Sayı gerektirmez"):
        acts.number_paper(receipt, by=expert, on=TODAY, number=NUMBER, dated_on=TODAY)


def at_once(*calls) -> list:
    """What each call gave or raised, all started together, each on its own connection."""
    gate, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        gate.wait()
        try:
            results[place] = call()
        except Exception as error:  # noqa: BLE001 - the test looks at whatever came
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.mark.django_db(transaction=True)
def test_one_act_yields_one_paper_however_many_workers_issue_it():
    school = make_school()

    papers = at_once(*[lambda: make_paper(school)] * 4)

    assert {paper.pk for paper in papers} == {Paper.objects.get().pk}
    assert Paper.objects.get().files.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_number_one_paper_and_the_second_is_told():
    paper, people = make_paper(), [make_user(Role.EXPERT), make_user(Role.EXPERT)]

    results = at_once(
        lambda: acts.number_paper(paper, by=people[0], on=TODAY, number=NUMBER, dated_on=TODAY),
        lambda: acts.number_paper(paper, by=people[1], on=TODAY, number=OTHER, dated_on=TODAY),
    )

    assert sorted(type(result).__name__ for result in results) == ["Invalid", "Paper"]
    assert paper.files.filter(status="official").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_number_for_two_papers_at_once_goes_to_one():
    papers, expert = [make_paper(), make_paper()], make_user(Role.EXPERT)

    results = at_once(
        *[lambda p=p: acts.number_paper(p, by=expert, on=TODAY, number=NUMBER, dated_on=TODAY) for p in papers]
    )

    assert sorted(type(result).__name__ for result in results) == ["Invalid", "Paper"]
    assert Paper.objects.filter(number=NUMBER).count() == 1
