"""A pile is put together only where the country has something for it: what is said of its source must hold of all its rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.db.models.lookups import Exact, In
from django.db.models.sql.where import WhereNode

from accounts.choices import Role
from designations.choices import DossierStatus
from designations.models import Dossier
from desk import waiting
from desk.counting import in_stock
from desk.pile_kinds import stock
from desk.piles import PILES
from tests.factories import TODAY, make_dossier, make_province, make_school, make_user

pytestmark = pytest.mark.django_db
ROLES = (Role.DEPARTMENT_HEAD, Role.EXPERT, Role.PROVINCE_OFFICER, Role.DISTRICT_OFFICER, Role.PRINCIPAL, Role.AUDITOR)


def states_of(query: Any) -> set[str]:
    """All states in which a row of the selection can be, as far as its own column says."""
    every = {value for value, _ in query.model._meta.get_field("status").flatchoices}
    return _states(query.where, query.get_initial_alias(), every)


def _states(node: Any, table: str, every: set[str]) -> set[str]:
    if isinstance(node, WhereNode):
        if node.negated:
            return every
        parts = [_states(child, table, every) for child in node.children]
        return set().union(*parts) if node.connector == "OR" else every.intersection(*parts)
    target = getattr(getattr(node, "lhs", None), "target", None)
    if target is None or target.name != "status" or node.lhs.alias != table or not isinstance(node, In | Exact):
        return every
    return {str(value) for value in node.rhs} if isinstance(node, In) else {str(node.rhs)}


def person(role: str) -> Any:
    school = make_school(province=make_province(6))
    return make_user(role, province=school.province, school=school)


@pytest.mark.parametrize("role", ROLES)
def test_no_row_of_a_pile_is_outside_its_stock(role):
    user, looked_at = person(role), 0
    for kind in PILES:
        if not kind.taken_from or not kind.of(user):
            continue
        try:
            rows = kind.rows(user, TODAY)
            rows.query.get_compiler(using="default").as_sql()
        except EmptyResultSet:
            continue
        if rows.model is not kind.taken_from.model or not kind.taken_from.states:
            assert kind.key in {"nakil-kaydi", "uygulama-yeri-onay"}  # of another model, or in any state
            continue
        assert states_of(rows.query) <= set(kind.taken_from.states), kind.key
        looked_at += 1
    assert looked_at >= 3


def test_in_stock_is_what_the_country_has():
    returned, drafts, any_of_them = (
        stock(Dossier, DossierStatus.RETURNED),
        stock(Dossier, DossierStatus.DRAFT),
        stock(Dossier),
    )
    assert in_stock([returned, drafts, any_of_them]) == set()
    make_dossier(DossierStatus.RETURNED)
    assert in_stock([returned, drafts, any_of_them, returned]) == {returned, any_of_them}
    assert in_stock([]) == set()


def test_a_pile_of_which_the_country_has_nothing_is_not_put_together(monkeypatch):
    made = []
    kinds = [
        kind.__class__(
            **{name: getattr(kind, name) for name in kind.__dataclass_fields__ if name != "rows"},
            rows=lambda user, on, kind=kind: made.append(kind.key) or kind.rows(user, on),
        )
        for kind in PILES
    ]
    monkeypatch.setattr(waiting, "PILES", kinds)
    user = person(Role.EXPERT)
    waiting.piles_of(user, on=TODAY)
    assert made
    assert "incelemeye-alma" not in made
    make_dossier(DossierStatus.SUBMITTED)
    assert [pile.kind.key for pile in waiting.piles_of(user, on=TODAY)] == ["incelemeye-alma"]
