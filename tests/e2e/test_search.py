"""The search box of every page in Chromium: hits while typing, by keyboard; without scripts; axe on what it shows."""

import pytest

from accounts.choices import Role
from designations.choices import DossierStatus
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.factories import make_dossier, make_school

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi"


@pytest.fixture
def school(transactional_db):
    school = make_school(name=LONG)
    make_dossier(DossierStatus.SUBMITTED, school=school)
    return school


@pytest.mark.parametrize("width", [1280, 360])
def test_hits_are_offered_while_typing_and_walked_by_keyboard(visitor, person, school, width):
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6), width=width)
    officer.go("/")
    page = officer.page

    page.locator("#everywhere").press_sequentially("ogretmen sehit")
    page.locator(".suggested li").first.wait_for()
    assert "öneri" in page.locator("#suggestions-status").inner_text()
    officer.look()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/okullar/{school.pk}/")

    page.locator("#everywhere").press_sequentially("ogretmn")
    page.locator(".suggested li").first.wait_for()
    assert "benzer yazılışlar" in page.locator(".suggested").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".suggested").count() == 0
    assert page.evaluate("document.activeElement.id") == "everywhere"
    page.keyboard.press("Enter")
    page.wait_for_url("**/ara/?q=ogretmn")
    assert page.get_by_role("heading", name="Benzer yazılışlar").count() >= 1


@pytest.mark.parametrize(
    "query",
    ["", "?q=lisesi", "?q=ogretmn", "?q=zzqxw&yil=2026", "?q=lisesi&tur=kurum&il=6&durum=kurum-open", "?q=a&yil=x"],
)
def test_answers_of_every_sort_are_readable(visitor, person, school, query):
    visitor(person(Role.PROVINCE_OFFICER, province=6), width=WIDE_AND_NARROW).go(f"/ara/{query}")


def test_leaving_the_box_closes_what_it_offers(visitor, person, school):
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6))
    officer.go("/okullar/")
    page = officer.page
    page.locator("#everywhere").press_sequentially("ogretmen")
    page.locator(".suggested li").first.wait_for()

    page.mouse.click(5, 600)

    assert page.locator(".suggested").count() == 0
