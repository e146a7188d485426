"""Every list that pages through rows offers views and files, or says here why it does not."""

import re
from pathlib import Path

import pytest
from django.contrib import admin

from workflow.admin.base import MinistryAdmin
from workflow.listing import listings
from workflow.listing.paging import Bounded

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PAGES = "components/pagination.html"
TOOLS = "components/list_tools.html"
# Lists that page without tools of their own, each with the reason.
WITHOUT = {
    "centers/activities/participants.html": "people's names and masked numbers; they leave by certificate, not by file",
    "desk/style_guide.html": "shows the parts themselves",
    "workflow/exports.html": "the files that were made",
    "workflow/bulk/list.html": "what one person ordered",
    "workflow/bulk/bulk_act.html": "the records of one act over a list; that list is taken away",
    "centers/calendar/list.html": "what has a day; calendar programs take it",
    "desk/figure.html": "the records behind a number; the lists they come from are taken away",
    "desk/law/records.html": "the records behind a number; the lists they come from are taken away",
    "desk/law/turned.html": "what a computation found; the schools stand in the list of schools",
    "desk/yearly/records.html": "the records behind a figure of a report; the lists they come from are taken away",
    "desk/pile.html": "work that waits, gone when done; its records stand in the lists",
    "desk/notices.html": "notices to one person",
    "desk/news.html": "what changed since one was last here, from the histories of the records",
    "designations/web/circulars.html": "the ministry's own letters; their list in the admin is taken away",
    "designations/country/checks.html": "computing that was done; what it found is a list that is taken away",
    "designations/web/circular.html": "the letters of one circular, downloaded together",
    "workflow/assignment/work.html": "what was given to one person, and what that person gave",
    "workflow/comments/page.html": "one conversation",
    "protocols/boards/mine.html": "the few boards of one organisation's protocols, for its representative",
    "protocols/boards/missing.html": "schools that have no board; they leave the list when they have one",
    "protocols/stakeholders/mine.html": "the few protocols of one organisation, for its representative",
    "protocols/stakeholders/expenses.html": "the statements to one organisation, for its representative",
    "protocols/stakeholders/duties.html": "what one organisation has to do, for its representative",
    "protocols/expenses/arrears.html": "sums by age; the statements behind each are a list that is taken away",
    "schools/import.html": "the lines about one file, which is given back marked",
}


def paging():
    return sorted(
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if f'include "{PAGES}"' in path.read_text()
    )


@pytest.mark.parametrize("name", paging())
def test_list_page_has_list_tools_or_a_reason(name):
    has_tools = bool(re.search(rf'include "{TOOLS}"', (TEMPLATES / name).read_text()))

    assert has_tools != (name in WITHOUT), f"{name}: include {TOOLS}, or say in WITHOUT why not"


def test_reasons_belong_to_pages_that_exist():
    assert set(WITHOUT) <= set(paging())


def test_slugs_are_said_once_and_belong_to_no_admin_list():
    slugs = [listing.slug for listing in listings()]

    assert len(slugs) == len(set(slugs))
    assert not any(slug.startswith("yonetim-") for slug in slugs)


@pytest.mark.parametrize(
    "page", [page for page in admin.site._registry.values() if isinstance(page, MinistryAdmin)], ids=str
)
def test_admin_list_counts_within_a_bound_and_reads_no_table_for_its_filters(page):
    assert page.paginator is Bounded
    assert page.show_full_result_count is False
    assert page.show_facets == admin.ShowFacets.NEVER
