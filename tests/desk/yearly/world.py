"""A year with something of everything, for the tests of the report."""

from datetime import date

from centers.choices import ActivityState, ChainStatus
from designations.choices import DossierStatus
from desk.yearly.rules.facts import Period
from protocols.choices.expenses import ExpenseStatus
from tests.factories import make_dossier, make_protocol, make_region_ready, make_school
from tests.factories.center_plans import make_plan
from tests.factories.expenses import make_expense_statement
from tests.factories.programmes import make_activity
from tests.factories.transfers import make_results

YEAR = Period(2026, date(2026, 1, 1), date(2026, 12, 31))


def make_year():
    """Of 2026; the transfers are of their round's own year."""
    make_dossier(DossierStatus.APPROVED, school=make_region_ready(make_school(province=34)))
    make_dossier(DossierStatus.REFUSED)
    make_protocol(make_school(), make_school(province=34))
    make_expense_statement(ExpenseStatus.SUBMITTED)
    make_activity(ActivityState.CONCLUDED)
    make_plan(ChainStatus.RECEIVED)
    return make_results()


def year_of(round_):
    """The year of a round as a period."""
    return Period(round_.year, date(round_.year, 1, 1), date(round_.year, 12, 31))
