"""The conditions of Articles 4–7, as one book of rules for each designation, in the order of the law."""

from __future__ import annotations

from datetime import date

from legislation.rules import Questions, RuleBook
from legislation.versions import Law

from . import article_4, article_5, article_6, article_7, follow_up, scope
from .facts import Facts, Policy

TYPES = ("region", "specialised", "in_sector", "sector_integrated")

RULE_BOOKS: dict[str, RuleBook[Facts, Policy]] = {
    "region": RuleBook(
        [
            scope.is_covered,
            article_4.has_adequate_boarding,
            article_4.lies_where_the_sector_of_fields_to_be_taught_is_concentrated,
            article_4.has_capacity_that_can_grow,
        ]
    ),
    "specialised": RuleBook(
        [
            scope.is_covered,
            article_5.fields_fit_one_cluster,
            article_5.lies_where_the_sector_of_fields_taught_is_concentrated,
            article_5.has_capacity_that_can_grow,
        ]
    ),
    "in_sector": RuleBook(
        [
            scope.is_covered,
            article_6.lies_among_enterprises,
            article_6.has_a_protocol_in_force,
            article_6.meets_the_physical_standards,
        ]
    ),
    "sector_integrated": RuleBook(
        [
            scope.is_covered,
            article_7.lies_among_enterprises,
            article_7.has_a_protocol_in_force,
            article_7.meets_the_physical_standards,
        ]
    ),
}

# What is asked of a specialised school year by year; nothing of it decides about the designation.
FOLLOW_UP: RuleBook[follow_up.FollowUp, None] = RuleBook(
    [
        follow_up.workshops_are_shared,
        follow_up.develops_curricula_material_and_methods,
        follow_up.is_associated_with_organisations,
        follow_up.trains_teachers_with_approval,
    ]
)


def asked_of_all(law: Law, *, on: date) -> dict[str, Questions[Facts, Policy]]:
    """What the law of the day asks of each type, made up once for however many schools."""
    return {kind: book.under(law, on=on) for kind, book in RULE_BOOKS.items()}


__all__ = ["FOLLOW_UP", "RULE_BOOKS", "TYPES", "asked_of_all"]
