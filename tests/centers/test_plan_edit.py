"""The working page of a plan: many rows written at once, each an act; errors at the fields, and nothing that was typed is lost."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from centers.acts import PLAN, prepare_plan
from centers.acts.plan_rows import RowsRefused, RowWritten, write_rows
from centers.choices import ChainStatus as S
from centers.models import PlanIndicator
from tests.centers.racing import together
from tests.factories import TODAY
from tests.factories.center_plans import ACTIVITY, YEAR, make_guide, make_plan, write_parts
from tests.factories.centers import make_center, people_of_chain
from workflow.models import JournalEntry
from workflow.refusals import OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/4")]
A = PLAN.acts
HIDDEN = re.compile(r'name="(satir|[a-z]+-\w+-baslangic)" value="([^"]+)"')

CHOSEN = {"indicator": {"kind": "number", "direction": "up"}, "activity": {"period": "once"}}  # as the page begins


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


class Page:
    """The working page as a browser without scripts has it: every button sends all that is open."""

    def __init__(self, plan, user, **asked):
        self.client = Client()
        self.client.force_login(user)
        self.address = reverse("centers:plan_edit", args=[plan.pk])
        self.typed = {}
        self.read(self.client.get(self.address, asked))

    def read(self, answer):
        self.answer = answer
        self.text = answer.content.decode()
        self.hidden = HIDDEN.findall(self.text)
        return self

    @property
    def open(self):
        return [value.partition("|")[0] for name, value in self.hidden if name == "satir"]

    def press(self, button, **more):
        data = {**self.typed, **more, "yap": button, "satir": [v for name, v in self.hidden if name == "satir"]}
        data |= {name: value for name, value in self.hidden if name != "satir"}
        answer = self.client.post(self.address, data)
        return self.read(self.client.get(answer["Location"]) if answer.status_code == 302 else answer)

    def type(self, key, **values):
        self.typed |= {f"{key}-{name}": value for name, value in values.items()}

    def add(self, kind, parent=""):
        before = set(self.open)
        self.press(f"ekle:{kind}:{parent}")
        key = next(key for key in self.open if key not in before)
        self.type(key, **CHOSEN.get(kind, {}))
        return key


NUMBERS = {"kind": "number", "direction": "up", "unit": "öğretmen", "baseline": "1,5", "target_value": "1.250"}
DOING = {
    "title": "Eğitim", "method": "Yüz yüze.", "responsible": "Ayşe Yılmaz", "first_day": f"{YEAR}-03-01",
    "last_day": f"{YEAR}-06-30", "period": "once",
}  # fmt: skip


def test_a_whole_plan_is_written_on_one_page_and_saved_at_once(center, people):
    plan = prepare_plan(center, by=people["writer"], on=TODAY, year=YEAR)
    page = Page(plan, people["writer"])
    aim = page.add("aim")
    page.type(aim, title="Öğretmenlerin gelişimi")
    target = page.add("target", aim)
    page.type(target, title="120 öğretmen")
    indicator, activity = page.add("indicator", target), page.add("activity", target)
    page.type(indicator, name="Eğitim alan", **NUMBERS)
    page.type(activity, **DOING)
    page.press("kaydet")

    assert "4 satır kaydedildi." in page.text
    assert page.open == []
    one = plan.indicators.get()
    assert (one.baseline, one.target_value) == (Decimal("1.5"), 1250)
    assert (one.target.title, one.target.aim.title) == ("120 öğretmen", "Öğretmenlerin gelişimi")
    assert plan.activities.get().target == one.target
    acts = ["write_aim", "write_target", "write_indicator", "write_activity"]
    assert [entry.act for entry in JournalEntry.objects.of(plan).order_by("pk")][1:] == acts
    assert A["hand_in"](plan, by=people["writer"], on=TODAY).status == S.AT_COORDINATOR


def test_with_one_fault_nothing_is_saved_and_all_that_was_typed_stays(center, people):
    plan = make_plan(center=center, people=people)
    entries = JournalEntry.objects.of(plan).count()
    page = Page(plan, people["writer"])
    aim, target = plan.aims.get(), plan.targets.get()
    page.press(f"ac:aim-{aim.pk}")
    page.type(f"aim-{aim.pk}", title="Başka sözlerle")
    indicator = page.add("indicator", f"target-{target.pk}")
    page.type(indicator, name="Oran", kind="percentage", direction="up", target_value="150,5")
    page.press("kaydet")

    assert "Yüzde 0 ile 100 arasında olur." in page.text
    assert f'href="#id_{indicator}-target_value"' in page.text
    assert 'value="150,5"' in page.text
    assert "Başka sözlerle" in page.text
    assert plan.aims.get().title == aim.title
    assert JournalEntry.objects.of(plan).count() == entries

    page.type(indicator, target_value="99,5")
    page.press("kaydet")
    assert "2 satır kaydedildi." in page.text
    assert plan.aims.get().title == "Başka sözlerle"


def test_a_required_field_is_told_at_the_field_and_an_empty_new_row_is_left_out(center, people):
    plan = make_plan(center=center, people=people)
    page = Page(plan, people["writer"])
    target = f"target-{plan.targets.get().pk}"
    page.add("indicator", target)
    activity = page.add("activity", target)
    page.type(activity, title="Yalnız adı")
    page.press("kaydet")
    assert f'id="id_{activity}-method_error"' in page.text or "Bu alan zorunlu." in page.text
    assert f'href="#id_{activity}-method"' in page.text

    page.type(activity, **DOING)
    page.press("kaydet")
    assert plan.activities.count() == 2
    assert plan.indicators.count() == 1


def test_what_is_typed_stays_while_rows_are_opened_shut_and_taken_out(center, people):
    plan = write_parts(make_plan(center=center, people=people), people["writer"])
    first, last = plan.aims.order_by("pk")
    page = Page(plan, people["writer"], ac=f"aim-{first.pk}")
    page.type(f"aim-{first.pk}", title="Yarım kalmış bir")
    page.add("target", f"aim-{first.pk}")
    page.press(f"sor:aim-{last.pk}")
    assert "Altındaki her şey de çıkar." in page.text
    assert plan.aims.count() == 2
    page.press(f"cikar:aim-{last.pk}")

    assert "Plandan çıkarıldı: Amaç" in page.text
    assert "Yarım kalmış bir" in page.text
    assert list(plan.aims.all()) == [first]
    assert plan.indicators.count() == 1
    page.press(f"kapat:aim-{first.pk}")
    assert "Yarım kalmış bir" not in page.text
    assert JournalEntry.objects.of(plan).filter(act="remove_part").count() == 1


def test_who_saves_second_sees_what_the_first_wrote(center, people):
    plan = make_plan(center=center, people=people)
    key = f"aim-{plan.aims.get().pk}"
    one, other = (Page(plan, people[who], ac=key) for who in ("writer", "coordinator"))
    one.type(key, title="Birincinin amacı")
    one.press("kaydet")
    other.type(key, title="İkincinin amacı")
    other.press("kaydet")

    assert "Siz yazarken bu satır değişti; şimdi yazan: “Birincinin amacı”" in other.text
    assert "İkincinin amacı" in other.text
    assert plan.aims.get().title == "Birincinin amacı"
    other.press("kaydet")
    assert plan.aims.get().title == "İkincinin amacı"


def test_a_row_that_another_took_out_is_kept_with_its_words(center, people):
    plan = make_plan(center=center, people=people)
    target, indicator = plan.targets.get(), plan.indicators.get()
    page = Page(plan, people["writer"], ac=f"indicator-{indicator.pk}")
    page.type(f"indicator-{indicator.pk}", name="Benim yazdığım", **NUMBERS)
    A["remove_part"](plan, by=people["coordinator"], on=TODAY, indicator=indicator)
    page.press("kaydet")
    assert "siz yazarken plandan çıkarıldı" in page.text
    assert "Benim yazdığım" in page.text
    new = page.open[0]
    page.type(new, name="Benim yazdığım", **NUMBERS)
    A["remove_part"](plan, by=people["coordinator"], on=TODAY, target=target)
    page.press("kaydet")

    assert "Gösterge: Benim yazdığım" in page.text
    assert not PlanIndicator.objects.exists()


def test_the_page_is_shut_once_the_plan_was_sent_and_says_why(center, people):
    plan = make_plan(center=center, people=people)
    page = Page(plan, people["writer"])
    aim = page.add("aim")
    page.type(aim, title="Geç kalan")
    A["hand_in"](plan, by=people["writer"], on=TODAY)
    page.press("kaydet")

    assert "durumunda yapılamaz" in page.text
    assert plan.aims.count() == 1
    with pytest.raises(OutOfState):
        write_rows(plan, [RowWritten("aim-n1", "", {"title": "x"})], by=people["writer"], on=TODAY)


@pytest.mark.parametrize("who", ["district", "province", "directorate"])
def test_only_the_centre_and_its_school_write(client, center, people, who):
    plan = make_plan(center=center, people=people)
    client.force_login(people[who])
    address = reverse("centers:plan_edit", args=[plan.pk])

    assert client.get(address)["Location"] == reverse("centers:plan", args=[plan.pk])
    client.post(address, {"yap": "kaydet", "satir": "aim-n1|", "aim-n1-title": "Yabancı"})
    client.post(address, {"yap": f"cikar:aim-{plan.aims.get().pk}"})
    assert plan.aims.count() == 1


def test_rows_of_another_plan_are_not_reached(center, people):
    mine, other = make_plan(center=center, people=people), make_plan()
    page = Page(mine, people["writer"])
    foreign = other.aims.get()
    page.press(f"cikar:aim-{foreign.pk}")
    page.hidden = [("satir", f"aim-{foreign.pk}|"), ("satir", "target-n1|aim-999999999999999999999"), ("satir", "x")]
    page.press("kaydet", **{f"aim-{foreign.pk}-title": "Ele geçirildi", "target-n1-title": "Asılı"})

    assert other.aims.get().title == foreign.title
    assert mine.targets.count() == 1


def test_a_form_sent_twice_adds_nothing_twice(center, people):
    plan = make_plan(center=center, people=people)
    rows = [
        RowWritten("aim-n1", "", {"title": " Yeni amaç "}),
        RowWritten("target-n2", "aim-n1", {"title": "Yeni hedef"}),
        RowWritten("activity-n3", "target-n2", dict(ACTIVITY)),
    ]
    for _ in range(2):
        assert write_rows(plan, rows, by=people["writer"], on=TODAY) == 3

    assert (plan.aims.count(), plan.targets.count(), plan.activities.count()) == (2, 2, 2)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_one_row_at_once_the_second_is_told(transactional_db):
    center = make_center()
    people = people_of_chain(center)
    plan = make_plan(center=center, people=people)
    key = f"aim-{plan.aims.get().pk}"
    pages = {who: Page(plan, people[who], ac=key) for who in ("writer", "coordinator")}
    began = dict(pages["writer"].hidden)[f"{key}-baslangic"]

    def save(who):
        write_rows(plan, [RowWritten(key, "", {"title": f"{who} yazdı"}, began)], by=people[who], on=TODAY)

    answers = together(*(lambda who=who: save(who) for who in pages))

    assert sorted(answers)[1] == "done"
    assert "Siz yazarken bu satır değişti" in min(answers)


@pytest.mark.provision("smm/11/3")
def test_an_indicator_of_the_guide_is_chosen_once(center, people):
    guide = make_guide()
    plan = write_parts(prepare_plan(center, by=people["writer"], on=TODAY, year=YEAR), people["writer"])
    page = Page(plan, people["writer"])
    target = f"target-{plan.targets.get().pk}"
    chosen = {"of_guide": guide.indicators.get().pk, **NUMBERS}
    first, second = page.add("indicator", target), page.add("indicator", target)
    page.type(first, **chosen)
    page.type(second, **{**chosen, "target_value": "7"})
    page.press("kaydet")
    assert "planda (aynı alan için) zaten var" in page.text
    assert plan.indicators.count() == 1

    page.press(f"kapat:{second}")
    page.press("kaydet")
    assert plan.indicators.filter(of_guide=guide.indicators.get()).count() == 1


def test_faults_of_acts_stand_at_the_row(center, people):
    plan = make_plan(center=center, people=people)
    values = {**ACTIVITY, "first_day": ACTIVITY["last_day"], "last_day": ACTIVITY["first_day"]}
    rows = [RowWritten("activity-n1", f"target-{plan.targets.get().pk}", values)]

    with pytest.raises(RowsRefused) as refused:
        write_rows(plan, rows, by=people["writer"], on=TODAY)
    assert refused.value.faults["activity-n1"].faults == {"last_day": "Son gün ilk günden önce olamaz."}


def test_with_scripts_the_tree_alone_is_drawn(center, people):
    plan = make_plan(center=center, people=people)
    client = Client(headers={"HX-Request": "true"})
    client.force_login(people["writer"])
    address = reverse("centers:plan_edit", args=[plan.pk])
    text = client.post(address, {"yap": "ekle:aim:"}).content.decode()
    assert "<html" not in text
    assert "autofocus" in text

    A["hand_in"](plan, by=people["writer"], on=TODAY)
    assert client.post(address, {"yap": "kaydet"})["HX-Redirect"] == reverse("centers:plan", args=[plan.pk])


def test_the_page_asks_the_same_number_of_queries_however_long_the_plan_is(client, center, people):
    plan = make_plan(center=center, people=people)
    client.force_login(people["writer"])
    address = reverse("centers:plan_edit", args=[plan.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    short = len(few)
    for _ in range(8):
        plan = write_parts(plan, people["writer"])
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= short
