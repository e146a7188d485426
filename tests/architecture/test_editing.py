"""Every form of a page says how two who send it at once come by each other: it compares, or says why it need not."""

import re

import pytest
from django.contrib import admin

from tests.architecture.test_house import ROOT, TEMPLATES
from workflow.admin.overtaking import FieldByField

# Show what stood there, what somebody saved meanwhile and what was typed (workflow.conflicts).
COMPARES = {
    "components/form.html": "the input and the picture themselves",
    "schools/edit.html": "the sections of a school",
    "designations/country/scenario_form.html": "a scenario",
    "protocols/edit.html": "a draft",
    "protocols/clause.html": "a clause of a draft",
    "protocols/stakeholders/edit.html": "the facts of an organisation",
    "designations/web/section.html": "a section of a dossier",
    "accounts/ask.html": "a request that was sent back",
    "workflow/admin/act.html": "the standing of an institution; acts go by the revision",
    "workflow/admin/webhook.html": "a subscription",
}
# Why two who send them at once lose nothing.
NEED_NOT = {
    "components/formset.html": "part of forms",
    "components/field.html": "part of forms",
    "designations/web/eligibility.html": "asks, and stores nothing",
    "designations/web/registration.html": "asks, and stores nothing",
    "designations/web/circular_form.html": "adds a record",
    "workflow/act.html": "an act: goes by the revision and refuses",
    "workflow/assignment/record.html": "an act: names whom it takes the record from, and refuses",
    "workflow/assignment/hand_over.html": "an act on each record, which is looked at again",
    "designations/web/check_answers.html": "an act: goes by the revision and refuses",
    "designations/admin/number.html": "an act: another number is refused by the state of the paper",
    "designations/web/follow_up_form.html": "records are added or taken away, never changed",
    "designations/web/open.html": "opens a record",
    "workflow/bulk/order.html": "asks what an act asks; each record is held to the revision that was tried",
    "designations/campaigns/new.html": "adds a record; its name once a year, held by a constraint",
    "designations/campaigns/school.html": "brings a file",
    "designations/web/follow_up_report_new.html": "adds a record; one a year, held by a constraint",
    "protocols/part.html": "goes by the revision and refuses",
    "protocols/paste.html": "goes by the revision and refuses",
    "protocols/stakeholders/proof.html": "brings a file",
    "protocols/boards/part.html": "adds a record, its day held by a constraint; or brings a file",
    "protocols/text.html": "asks for a day, and stores nothing",
    "protocols/stakeholders/new.html": "adds a record; the tax number is unique",
    "protocols/stakeholders/merge.html": "an act: goes by the revision and refuses",
    "protocols/stakeholders/apart.html": "a decision: once for a pair, by constraint",
    "schools/import_bring.html": "brings a file",
    "schools/import_act.html": "an act: goes by the digest of the differences",
    "workflow/admin/client.html": "adds a record",
    "protocols/expenses/part.html": "goes by the revision and refuses",
    "centers/attendance/arrive.html": "an act: once a session and participant, held by a constraint",
    "centers/calendar/addresses.html": "takes an address, and stores nothing else",
    "centers/calls/new.html": "adds a record",
    "centers/candidates/evidence.html": "brings a file",
    "centers/candidates/new.html": "adds a record; one a person and post, held by a constraint",
    "centers/candidates/propose.html": "adds a record; who serves is held by constraints",
    "centers/works/file.html": "brings a file",
    "desk/law/new.html": "adds a record; of two published on one day one is refused, held by a constraint",
    "desk/yearly/list.html": "adds a record; one at work a year, held by a constraint",
    "designations/country/compare.html": "asks, and stores nothing",
    "centers/works/plan.html": "adds a record",
    "centers/works/bring.html": "brings a file",
    "centers/centers/propose.html": "adds a record; one a school, held by a constraint",
    "centers/needs/note.html": "adds a record",
    "centers/programmes/draft.html": "adds a record",
    "centers/activities/draft.html": "adds a record",
    "centers/activities/people_file.html": "adds records; each is once in an activity, held by a constraint",
    "centers/activities/results_file.html": "acts on the locked activity; what is entered again replaces what was entered",
    "centers/admin/table.html": "brings a file, as on the pages",
    "centers/staff/prepare.html": "adds a record; who serves is held by constraints",
    "centers/staff/again.html": "adds a record; one renewal a term, held by a constraint",
    "centers/tasks/prepare.html": "adds a record",
    "centers/guides/bring.html": "brings a file",
    "centers/reopenings/new.html": "adds a record; one a plan, held by a constraint",
    "centers/plans/new.html": "adds a record; one a centre and year, held by a constraint",
    "centers/monitoring/new.html": "adds a record; its name once a centre, held by a constraint",
    "centers/reports/new.html": "adds a record; one a centre and year, held by a constraint",
    "centers/chain/answer_note.html": "an act: a note that is answered is refused by the record's lock",
    "transfers/applications/enter.html": "adds a record; one a student, held by a constraint",
    "transfers/commissions/appoint.html": "adds a record; one a province, held by a constraint",
    "transfers/commissions/applications.html": "adds decisions; each act asks the application's state",
    "transfers/commissions/call.html": "adds a record",
    "transfers/results/ask.html": "asks for a code, and stores nothing",
    "transfers/runs/start.html": "adds a record; one at a time, held by a constraint",
    "transfers/objections/new.html": "adds a record; one open a student, held by a constraint",
    "transfers/quotas/propose.html": "adds a record; one a programme, held by a constraint",
    "transfers/rounds/prepare.html": "adds a record; one a year, held by a constraint",
    "protocols/sponsors/propose.html": "a proposal: a new record, its days held by a constraint",
    "protocols/places/part.html": "adds a record: its name, its waiting approval and its seats are held by constraint or lock",
    "protocols/enterprise/part.html": "adds a record, held by the same",
    "accounts/substitute.html": "an act: a duty is given to one at a time, by constraint",
    "accounts/reveal.html": "shows, and keeps the reason",
    "accounts/set_password.html": "the own password",
    "workflow/comments/edit.html": "the own words",
    "workflow/comments/page.html": "the own words",
    "desk/notice_preferences.html": "the own choice",
    "desk/style_guide.html": "samples",
    "account/login.html": "signs in",
    "mfa/authenticate.html": "signs in",
}
FORM = re.compile(r"components/form(set)?\.html|\{\{ ?form ?\}\}|\{\{ bound\.form ?\}\}")
# Other packages' lists, which are in no menu and open to nobody but a superuser, whom there is none of.
PACKAGES = {"auth", "oauth2_provider", "account", "socialaccount", "mfa", "usersessions"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_form_compares_or_says_why_it_need_not(path):
    name = str(path.relative_to(ROOT / "templates"))
    if FORM.search(path.read_text(encoding="utf8")):
        assert name in COMPARES or name in NEED_NOT


@pytest.mark.parametrize("name", [*COMPARES, *NEED_NOT])
def test_what_is_said_is_said_of_a_form_that_is_there(name):
    assert (ROOT / "templates" / name).exists()


@pytest.mark.parametrize("name", COMPARES)
def test_what_compares_carries_its_beginning(name):
    text = (ROOT / "templates" / name).read_text(encoding="utf8")
    assert 'name="baslangic"' in text or "components/form.html" in text


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_every_admin_form_compares_before_it_saves(model):
    registered = admin.site._registry[model]
    if model._meta.app_label in PACKAGES:
        assert getattr(registered, "job", None) is None
        return
    assert isinstance(registered, FieldByField)
    assert type(registered)._changeform_view is FieldByField._changeform_view


def test_the_admin_form_carries_its_beginning():
    assert 'name="baslangic"' in (ROOT / "templates/admin/change_form.html").read_text(encoding="utf8")
    assert "block.super" in (ROOT / "templates/workflow/admin/change_form.html").read_text(encoding="utf8")
