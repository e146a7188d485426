"""The rules on who may serve in a centre, in the order of the law (smm/6, smm/7)."""

from legislation.rules import RuleBook

from . import article_6, article_7
from .facts import Candidacy, Post

GENERAL: RuleBook[Candidacy, None] = RuleBook(
    [
        article_6.holds_a_ministry_post,
        article_6.has_taught_four_years,
        article_6.has_led,
        article_6.is_free_of_compulsory_service,
        article_6.is_of_a_related_field,
    ]
)
DEVELOPMENT: RuleBook[Candidacy, None] = RuleBook(
    [
        article_7.holds_a_ministry_post,
        article_7.has_taught_four_years,
        article_7.is_free_of_compulsory_service,
        article_7.is_of_a_related_field,
    ]
)
RULE_BOOKS = {
    Post.GENERAL_COORDINATOR: GENERAL,
    Post.DEVELOPMENT_COORDINATOR: DEVELOPMENT,
    Post.ENGLISH_COORDINATOR: DEVELOPMENT,
}
# The condition that falls away where nobody meets it, and the paragraph that lets it (smm/6/2, smm/7/2).
FIELD_CONDITIONS = {"smm/6/1/d": "smm/6/2", "smm/7/1/ç": "smm/7/2"}

__all__ = ["DEVELOPMENT", "FIELD_CONDITIONS", "GENERAL", "RULE_BOOKS"]
