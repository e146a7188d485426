"""The change feed as a program follows it: in order, each change once, nothing lost, nothing of others."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from schools.models import School
from tests.api.conftest import Program
from tests.factories import make_policy, make_province, make_school, make_stakeholder
from workflow.feed.keeping import begin_anew, belongs_elsewhere, forget_old
from workflow.models import Change, FeedKeeping

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 900  # seconds: what another process tests holds up the feed as well, and the addresses are tried in one transaction of minutes


def page(program, **query):
    answer = program.get("/changes/", **query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def follow(program, *, expect, cursor=None, **query):
    """Read on until so many changes have come: ``(items, cursor)``."""
    items, until = [], time.monotonic() + PATIENCE
    while len(items) < expect and time.monotonic() < until:
        found = page(program, **query, **({"cursor": cursor} if cursor else {}))
        items += found["items"]
        cursor = found["cursor"]
        if not found["more"]:
            time.sleep(0.05)
    assert len(items) == expect
    return items, cursor


@pytest.fixture
def at_end(transactional_db):
    """``at_end(program)``: a cursor behind all that was told until now."""

    def cursor_of(program, **query):
        time.sleep(0.05)
        assert wait(lambda: not Change.objects.exclude(pk__in=Change.objects.settled()).exists())
        return page(program, start="now", **query)["cursor"]

    return cursor_of


def wait(condition):
    until = time.monotonic() + PATIENCE
    while not (found := condition()) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def fault_of(answer):
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    return [fault["path"] for fault in answer.json()["faults"]]


def test_changes_come_in_order_with_what_a_program_needs(at_end):
    program = Program()
    cursor = at_end(program)
    school = make_school(code="112267")
    School.objects.filter(pk=school.pk).update(addable_places=5)
    school.delete()

    items, cursor = follow(program, expect=3, cursor=cursor)

    assert [(i["kind"], i["id"], i["code"], i["change"]) for i in items] == [
        ("school", str(school.pk or items[0]["id"]), "112267", change) for change in ("created", "updated", "deleted")
    ]
    assert [i["href"] for i in items] == ["/api/v1/schools/112267/"] * 2 + [None]
    assert page(program, cursor=cursor) == {"items": [], "cursor": cursor, "more": False}


def test_pages_join_without_gap_or_overlap(at_end):
    program = Program()
    cursor = at_end(program)
    with transaction.atomic():  # one transaction, more rows than a page
        keys = [str(make_stakeholder().pk) for _ in range(7)]

    items, _ = follow(program, expect=7, cursor=cursor, limit=3)

    assert [i["id"] for i in items] == keys
    middle = page(program, cursor=items[3]["cursor"], limit=2)
    assert [i["id"] for i in middle["items"]] == keys[4:6]
    assert middle["more"] is True


def test_a_slow_transaction_is_waited_for_and_not_skipped(at_end):
    """Began first, commits last: shown first, and what came in between is held back until then."""
    program = Program()
    cursor = at_end(program)
    written, may_end = Event(), Event()

    def slow():
        with transaction.atomic():
            key = str(make_stakeholder(name="Ağır").pk)
            written.set()
            may_end.wait(PATIENCE)
        connection.close()
        return key

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(slow)
        written.wait(PATIENCE)
        quick = str(make_stakeholder(name="Hızlı").pk)
        held_back = page(program, cursor=cursor)
        may_end.set()
        first = waiting.result(PATIENCE)
    items, _ = follow(program, expect=2, cursor=cursor)

    assert held_back["items"] == []
    assert [i["id"] for i in items] == [first, quick]


def write_some(seed):
    """Short transactions that end in any order, some undone; the keys of what was written."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    keys = []
    for _ in range(8):
        with transaction.atomic():
            key = make_stakeholder(name=f"Yazar {seed}").pk
            time.sleep(chance.random() / 50)
            if chance.random() < 0.2:
                transaction.set_rollback(True)
            else:
                keys.append(str(key))
    connection.close()
    return keys


def read_along(program, cursor, done):
    """What a reader sees that never stops asking, until the writers are done and nothing more comes."""
    chance = random.Random(1)  # noqa: S311 - no secret
    seen = []
    while not done.is_set() or page(program, cursor=cursor)["items"]:
        found = page(program, cursor=cursor, limit=chance.randint(1, 9))
        seen += [item["id"] for item in found["items"]]
        cursor = found["cursor"]
    connection.close()
    return seen


def test_many_writers_at_once_lose_nothing_and_repeat_nothing(at_end):
    program, done = Program(), Event()
    cursor = at_end(program)

    with ThreadPoolExecutor(9) as pool:
        reader = pool.submit(read_along, program, cursor, done)
        written = [key for keys in pool.map(write_some, range(8)) for key in keys]
        wait(lambda: not Change.objects.exclude(pk__in=Change.objects.settled()).exists())
        done.set()
        seen = reader.result(PATIENCE)

    assert sorted(seen) == sorted(written)
    again, _ = follow(program, expect=len(written), cursor=cursor, limit=1000)
    assert [item["id"] for item in again] == seen


def test_a_program_of_a_province_hears_of_nothing_else(at_end):
    ankara = Program(province=6)
    make_province(34)
    country = Program()
    mine, other = at_end(ankara), at_end(country)
    here, there = make_school(province=6), make_school(province=34)
    make_policy(status="draft", valid_from=None)

    items, mine = follow(ankara, expect=1, cursor=mine)
    all_items, _ = follow(country, expect=3, cursor=other)
    assert [i["code"] for i in items] == [here.code]
    assert [(i["kind"], i["code"]) for i in all_items] == [
        ("school", here.code),
        ("school", there.code),
        ("policy", None),
    ]

    School.objects.filter(pk=here.pk).update(province=34, district=there.district_id)
    items, _ = follow(ankara, expect=1, cursor=mine)
    assert [(i["code"], i["change"], i["href"]) for i in items] == [(here.code, "deleted", None)]


def test_a_program_hears_only_of_kinds_that_it_may_read(at_end):
    narrow = Program(scopes=["changes:read", "schools:read"])
    cursor = at_end(narrow)
    make_stakeholder()
    school = make_school()

    items, _ = follow(narrow, expect=1, cursor=cursor)

    assert items[0]["code"] == school.code
    assert narrow.get("/changes/", kind="protocol").status_code == 403
    assert Program(scopes=["schools:read"]).get("/changes/").status_code == 403


def test_filters_by_kind_and_province(at_end):
    program = Program()
    make_province(34)
    query = {"kind": "school", "province": 34}
    cursor = at_end(program, **query)
    make_stakeholder()
    make_school(province=6)
    school = make_school(province=34)

    items, _ = follow(program, expect=1, cursor=cursor, **query)

    assert [i["code"] for i in items] == [school.code]


def test_a_cursor_of_other_filters_or_mangled_is_refused_at_its_path(at_end):
    program = Program()
    cursor = at_end(program, kind=["school", "dossier"])
    cut, flipped = cursor[:-3], ("B" if cursor[9] == "A" else "A").join([cursor[:9], cursor[10:]])

    same = program.get("/changes/", cursor=cursor, kind=["dossier", "school"])
    assert same.status_code == 200
    for wrong in ({"cursor": cursor}, {"cursor": cursor, "kind": "school"}):
        answer = program.get("/changes/", **wrong)
        assert fault_of(answer) == ["cursor"]
        assert "başka süzgeçlerle" in answer.json()["faults"][0]["message"]
    for mangled in (cut, flipped, "", "ş", "?", "A" * 5000, "AAAA", "null"):
        assert fault_of(program.get("/changes/", cursor=mangled, kind=["school", "dossier"])) == ["cursor"]


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "1001"}, "limit"),
        ({"limit": "٣"}, "limit"),
        ({"kind": "student"}, "kind"),
        ({"province": "82"}, "province"),
        ({"province": "-6"}, "province"),
        ({"start": "yesterday"}, "start"),
    ],
)
def test_a_value_that_cannot_be_meant_is_named(query, path):
    assert fault_of(Program().get("/changes/", **query)) == [path]


def test_what_is_kept_no_longer_is_told_with_the_way_to_start_over(at_end):
    program = Program()
    make_school()
    cursor = at_end(program)
    old = page(program, limit=1)["items"][0]["cursor"]
    make_school()
    wait(lambda: page(program, cursor=cursor)["items"])
    Change.objects.update(at=now() - timedelta(days=60))
    FeedKeeping.objects.create(valid_from=now().date() - timedelta(days=90), days=365)

    assert forget_old(on=now().date()) == 0
    FeedKeeping.objects.create(valid_from=now().date() - timedelta(days=1), days=30)
    assert forget_old(on=now().date()) > 0
    answer = program.get("/changes/", cursor=old)

    assert answer.status_code == 410
    assert answer["Content-Type"] == "application/problem+json"
    assert "?start=now" in answer.json()["detail"]
    assert page(program)["items"] == []


def test_who_seldom_hears_anything_does_not_fall_behind_what_is_kept(at_end):
    program = Program(province=6)
    make_province(34)
    cursor = at_end(program)
    make_school(province=34)
    at_end(program)
    assert page(program, cursor=cursor)["cursor"] == cursor
    Change.objects.update(at=now() - timedelta(days=2))

    renewed = page(program, cursor=cursor)["cursor"]

    assert renewed != cursor
    Change.objects.update(at=now() - timedelta(days=200))
    forget_old(on=now().date())
    assert page(program, cursor=renewed)["items"] == []


def test_a_feed_that_was_begun_anew_refuses_the_cursors_of_the_old_one(at_end):
    program = Program()
    cursor = at_end(program)
    assert not belongs_elsewhere()
    Change.objects.create(xact=2**60, kind="school", record="1", change="updated", at=now())

    assert belongs_elsewhere()
    begin_anew()

    assert not belongs_elsewhere()
    assert program.get("/changes/", cursor=cursor).status_code == 410


def test_a_long_feed_costs_no_more_queries_and_counts_nothing(at_end):
    program = Program()
    make_stakeholder()
    at_end(program)
    with CaptureQueriesContext(connection) as one:
        page(program)
    for _ in range(30):
        make_stakeholder()
    at_end(program)
    with CaptureQueriesContext(connection) as many:
        found = page(program)

    assert len(found["items"]) > 30
    assert len(many) == len(one)
    assert not any("COUNT(" in query["sql"] for query in many)


def test_asking_again_for_nothing_new_is_answered_by_304(at_end):
    program = Program()
    cursor = at_end(program)
    first = program.get("/changes/", cursor=cursor)

    again = program.http.get(
        "/api/v1/changes/",
        {"cursor": cursor},
        headers={"Authorization": f"Bearer {program.token}", "If-None-Match": first["ETag"]},
    )

    assert again.status_code == 304
