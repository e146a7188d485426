"""Lists as views that people keep and as files: exactly what is filtered, only to its owner, only for a time."""

import csv
import io
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils.timezone import now
from openpyxl import load_workbook  # noqa: TID253

from accounts.choices import Role
from accounts.models import Duty
from tests.factories import make_dossier, make_school, make_user
from tests.factories.listing import make_export, make_view
from workflow.listing import listing_of, listings
from workflow.listing.exporting import forget_exports, order_export, write_export
from workflow.listing.views import keep_view
from workflow.models import Export, JournalEntry, SavedView
from workflow.refusals import Invalid, NotPermitted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(client):
    user = make_user(Role.PROVINCE_OFFICER, province=6)
    client.force_login(user)
    return user


@pytest.fixture
def schools():
    make_school(province=6, code="900001", name="Işık Lisesi")
    make_school(province=6, code="900002", name="=cmd|' /C calc'!A0")
    make_school(province=34, code="900003", name="Öbür Işık Lisesi")


def told(*_):
    """Nobody listens to the progress."""


def rows_of(export):
    with export.file.open("rb") as file:
        content = file.read()
    if export.format == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_file_holds_exactly_what_is_filtered_and_no_formula(officer, schools, format):
    export = order_export(listing_of("okullar"), QueryDict("sirala=kod"), by=officer, at=now(), format=format)
    export.refresh_from_db()

    rows = rows_of(export)

    table = [row for row in rows if row and str(row[0]).startswith("9000")]
    assert [row[0] for row in table] == ["900001", "900002"]
    assert table[1][1] == "'=cmd|' /C calc'!A0"
    assert export.rows == 2
    assert officer.notices.filter(text__contains="hazır").count() == 1


@pytest.mark.parametrize("listing", listings(), ids=lambda listing: listing.slug)
def test_file_and_page_agree_under_every_filter(officer, schools, listing):
    make_dossier()
    for text in (
        "",
        "q=isik",
        "q=bulunmayan",
        "sirala=-ad",
        "durum=acik",
        "ozellik=region",
        "tur=mtal",
        "il=6",
        "il=34",
    ):
        query = QueryDict(text)
        shown = set(listing.filtered(officer, query, now().date()).values_list("pk", flat=True))
        export = make_export(officer, listing=listing.slug, query=listing.kept(query))

        assert write_export(export, at=now(), tell=told) == len(shown)


def test_rights_of_the_moment_of_writing_count(officer, schools):
    export = make_export(officer)
    Duty.objects.filter(user=officer).update(ends_on=now().date() - timedelta(days=1))
    export = Export.objects.get(pk=export.pk)

    assert write_export(export, at=now(), tell=told) == 0


def test_writing_twice_leaves_the_first_file(officer, schools):
    export = make_export(officer)
    write_export(export, at=now(), tell=told)
    first = export.file.name, export.sha256
    make_school(province=6, code="900009")

    write_export(export, at=now(), tell=told)

    assert (export.file.name, export.sha256) == first


def test_only_the_owner_fetches_and_only_in_time(client, officer, schools):
    export = make_export(officer)
    write_export(export, at=now(), tell=told)
    address = f"/dosyalarim/{export.pk}/"

    assert b"".join(client.get(address).streaming_content).startswith(b"\xef\xbb\xbf")
    assert JournalEntry.objects.filter(act="fetch_export", record_id=str(export.pk)).count() == 1
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    assert client.get(address).status_code == 404
    client.force_login(officer)
    Export.objects.update(expires_at=now() - timedelta(seconds=1))
    assert client.get(address).status_code == 404
    assert forget_exports(at=now()) == 1
    assert not export.file.storage.exists(export.file.name)


def test_page_orders_a_file_of_its_filters(client, officer, schools):
    client.post("/listeler/okullar/dosya/", {"query": "q=isik&sayfa=3&next=https://kotu.example", "format": "csv"})

    export = Export.objects.get()
    assert export.query == "q=isik"
    assert export.rows == 1
    assert "İndir" in client.get("/dosyalarim/").text


@pytest.mark.parametrize("data", [{"format": "exe"}, {}])
def test_unknown_format_or_list_is_not_found(client, officer, data):
    assert client.post("/listeler/okullar/dosya/", data).status_code == 404
    assert client.post("/listeler/olmayan/dosya/", {"format": "csv"}).status_code == 404
    assert client.get("/listeler/okullar/dosya/").status_code == 405


def test_view_is_kept_shown_and_taken_away(client, officer, schools):
    client.post("/listeler/okullar/gorunum/", {"query": "tur=mtal", "name": "MTAL", "shared_with": "nobody"})
    view = SavedView.objects.get()

    page = client.get("/okullar/?tur=mtal").text
    assert "MTAL" in page
    assert "Görünümü sil" in page
    client.post(f"/listeler/gorunum/{view.pk}/sil/")
    assert not SavedView.objects.exists()


def test_view_shared_with_a_province_is_seen_there_and_nowhere_else(officer):
    keep_view(listing_of("okullar"), QueryDict("tur=mtal"), by=officer, name="Bizim", shared_with="province")

    seen = SavedView.objects.visible_to
    assert seen(make_user(Role.PROVINCE_DIRECTOR, province=6)).count() == 1
    assert seen(make_user(Role.PROVINCE_OFFICER, province=34)).count() == 0
    assert seen(make_user(Role.EXPERT)).count() == 0


def test_nobody_shares_with_a_unit_that_is_not_the_own_or_takes_away_what_is_another_s(client, officer):
    listing = listing_of("okullar")
    with pytest.raises(NotPermitted):
        keep_view(listing, QueryDict(""), by=officer, name="x", shared_with="ministry")
    with pytest.raises(NotPermitted):
        keep_view(listing, QueryDict(""), by=make_user(Role.EXPERT), name="x", shared_with="province")
    colleague = make_user(Role.PROVINCE_OFFICER, province=6)
    view = make_view(colleague, shared_with="province", province_id=6)
    client.post(f"/listeler/gorunum/{view.pk}/sil/")
    assert SavedView.objects.filter(pk=view.pk).exists()


def test_the_same_name_again_is_refused(officer):
    make_view(officer, name="Bir")
    with pytest.raises(Invalid):
        keep_view(listing_of("okullar"), QueryDict(""), by=officer, name=" Bir ", shared_with="nobody")
