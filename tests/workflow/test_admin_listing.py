"""Lists of the admin, kept as views and taken away as files: the same rows and columns as on the screen, to the same people."""

import pytest
from django.contrib import admin
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from accounts.choices import Role
from accounts.models import Duty
from tests.factories import make_dossier, make_school, make_user
from tests.factories.listing import make_export
from tests.workflow.test_listing import rows_of, told
from workflow.admin.base import MinistryAdmin
from workflow.admin.taking import listing_of_admin, slug_of
from workflow.listing import listing_of
from workflow.listing.exporting import write_export
from workflow.models import Export, JournalEntry, SavedView

pytestmark = pytest.mark.django_db(transaction=True)
LISTS = [model for model, page in admin.site._registry.items() if isinstance(page, MinistryAdmin)]


def ids(model):
    return model._meta.label_lower


@pytest.fixture
def keeper(client):
    user = make_user(Role.DIRECTOR_GENERAL)
    client.force_login(user)
    return user


@pytest.mark.parametrize("model", LISTS, ids=ids)
def test_every_admin_list_can_be_taken_away_by_who_sees_it(client, model):
    user = make_user(Role.ADMINISTRATOR)
    client.force_login(user)
    listing = listing_of(slug_of(model))
    make_dossier(ready=False)

    page = client.get(listing.url)

    assert len(listing.slug) <= SavedView._meta.get_field("listing").max_length
    if page.status_code == 200:
        assert "Süzüleni dışa aktar" in page.content.decode()
        shown = page.context["cl"].result_count
        export = make_export(user, listing=listing.slug)
        assert write_export(export, at=now(), tell=told) >= shown
        assert len(rows_of(export)[0]) == len(listing.titles())
    else:
        assert not listing.is_open_to(user)


def test_file_has_the_rows_and_words_of_the_screen_under_its_filters(client, keeper):
    make_school(province=6, code="900001", name="Işık Lisesi", kind="mtal")
    make_school(province=34, code="900002", name="Öbür Işık Lisesi", kind="mesem")
    listing = listing_of("yonetim-schools-school")
    export = make_export(keeper, listing=listing.slug, query=listing.kept(QueryDict("q=isik&kind__exact=mtal&p=2")))

    write_export(export, at=now(), tell=told)

    head, *rows = rows_of(export)
    assert head[:3] == ["Adı", "Kurum kodu", "Kurum türü"]
    assert [row[:2] for row in rows] == [["Işık Lisesi", "900001"]]
    assert "<" not in "".join(map(str, rows[0]))


def test_order_goes_from_the_screen_to_the_file_and_comes_back_as_a_notice(client, keeper):
    make_school(code="900001")
    make_school(code="900002")

    client.post("/listeler/yonetim-schools-school/dosya/", {"format": "csv", "query": "o=-2&p=1"})

    export = Export.objects.get()
    assert export.query == "o=-2"
    assert [row[1] for row in rows_of(export)[1:]] == ["900002", "900001"]
    assert keeper.notices.filter(text__contains="hazır").count() == 1


def test_filters_of_an_admin_list_are_kept_as_a_view(client, keeper):
    address = reverse("admin:schools_school_changelist")
    client.post(
        "/listeler/yonetim-schools-school/gorunum/",
        {"name": "Ankara MTAL", "shared_with": "ministry", "query": "province__code__exact=6&kind__exact=mtal"},
    )

    page = client.get(address).content.decode()

    assert "Ankara MTAL" in page
    assert f"{address}?kind__exact=mtal&amp;province__code__exact=6" in page


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.EXPERT])
def test_who_may_not_see_a_list_is_not_given_its_file(client, role):
    client.force_login(make_user(role, **({"province": 6} if role == Role.PROVINCE_OFFICER else {})))

    answer = client.post("/listeler/yonetim-accounts-securityevent/dosya/", {"format": "csv", "query": ""})

    assert answer.status_code == 404
    assert not Export.objects.exists()


def test_rights_lost_meanwhile_leave_an_empty_file(keeper):
    make_dossier(ready=False)
    export = make_export(keeper, listing="yonetim-workflow-journalentry")
    Duty.objects.filter(user=keeper).update(ends_on=now().date().replace(year=2020), starts_on="2019-01-01")

    assert JournalEntry.objects.exists()
    assert write_export(Export.objects.get(pk=export.pk), at=now(), tell=told) == 0


@pytest.mark.parametrize("slug", ["yonetim-", "yonetim-schools", "yonetim-schools-yok", "yonetim-auth-group", "yok"])
def test_unknown_lists_are_not_found(client, keeper, slug):
    assert listing_of(slug) is None
    assert client.post(f"/listeler/{slug}/dosya/", {"format": "csv"}).status_code == 404


def test_filters_that_cannot_be_meant_give_no_rows(keeper):
    make_school()

    assert (
        not listing_of_admin("yonetim-schools-school").filtered(keeper, QueryDict("yok__x=1"), now().date()).exists()
    )


def test_file_asks_the_database_as_often_for_30_rows_as_for_1(keeper):
    listing, counts = listing_of("yonetim-schools-school"), []
    for more in (1, 29):
        for _ in range(more):
            make_school()
        list(listing.values(listing.filtered(keeper, QueryDict(), now().date())))  # warms the duties of the user
        with CaptureQueriesContext(connection) as captured:
            list(listing.values(listing.filtered(keeper, QueryDict(), now().date())))
        counts.append(len(captured))

    assert counts[0] == counts[1]
