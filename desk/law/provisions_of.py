"""What of the house rests on a provision: the types, the protocols, the centres and the figures that a change of it reaches.

Which records belong to a provision is said here once, by hand: the directive does not say it, and the code only cites.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from centers.models import MonitoringGuide
from centers.rules import DEVELOPMENT, GENERAL
from designations.choices import DesignationType
from designations.dossiers import policy_on
from designations.models import ClusterVersion, PolicyVersion
from designations.rules import FOLLOW_UP, RULE_BOOKS
from designations.rules.measures import number
from designations.rules.scenarios import CLUSTER, RESTS_ON_VALUE, STANDARDS
from designations.rules.versions import books_of
from legislation.rules import Rule, RuleBook
from legislation.versions import Amendment
from protocols.models import TemplateClause
from schools.models import StandardsVersion
from transfers.models import TransferCriteria
from transfers.rules.applicants import APPLICATION

REGION, SPECIALISED, IN_SECTOR, INTEGRATED = DesignationType.values
SECTOR = (IN_SECTOR, INTEGRATED)
# The types to which the provisions apply that are no condition of a designation.
TYPES_OF = {
    **dict.fromkeys(("okul/5/3", "okul/5/4", "okul/5/5", "okul/5/6"), (SPECIALISED,)),
    "okul/4/1": (REGION,),
    "okul/5/1": (SPECIALISED,),
    "okul/6/1": (IN_SECTOR,),
    "okul/7/1": (INTEGRATED,),
    "okul/7/3": (INTEGRATED,),
    "okul/8/1": (REGION, SPECIALISED, IN_SECTOR),
    "okul/8/2": (REGION, INTEGRATED),
    "okul/8/4": (REGION, *SECTOR),
    **dict.fromkeys(("okul/8/3", "okul/8/5", "okul/8/6", "okul/8/7", "okul/8/8", "okul/8/9"), SECTOR),
}
OF_PROTOCOLS = frozenset({"okul/3/1", "okul/6/2/b", "okul/7/2/b", *(f"okul/8/{n}" for n in (3, 5, 6, 7, 8, 9))})
OF_TRANSFERS = frozenset({"okul/8/2", "okul/8/3"})
# Beginnings of provisions of the second directive with what of a centre they are about.
OF_CALLS = ("smm/4/4", "smm/4/5", "smm/6", "smm/7", "smm/10")
OF_PLANS = ("smm/5/4", "smm/11")
OF_PROGRAMMES = ("smm/3/1", "smm/5/1/b", "smm/5/1/c", "smm/5/2")


def books() -> Iterator[tuple[str, RuleBook[Any, Any]]]:
    """Every book of rules, with whom it is about."""
    for kind, book in RULE_BOOKS.items():
        yield str(DesignationType(kind).label), book
    yield from (
        ("İhtisas okulunun izlenmesi", FOLLOW_UP),
        ("Genel koordinatör", GENERAL),
        ("Mesleki gelişim koordinatörü", DEVELOPMENT),
        ("11. sınıfa nakil", APPLICATION),
    )


def is_of(provision: str, beginnings: Iterable[str]) -> bool:
    """Whether a provision stands under one of these places."""
    return any(provision == one or provision.startswith(f"{one}/") for one in beginnings)


def types_of(provision: str) -> tuple[str, ...]:
    """The designations that the provision is a condition or a consequence of."""
    return tuple(books_of(provision)) or TYPES_OF.get(provision, ())


@dataclass(frozen=True, slots=True)
class Written:
    """A rule of the code: what it asks, from when to when, of whom, and in which line it stands."""

    asks: str
    since: date
    until: date | None
    of: str
    place: str


def rules_of(provision: str) -> list[Written]:
    """Every rule of the code that asks the provision, those of all its versions beside each other; each once."""
    found: dict[int, tuple[Rule[Any, Any], list[str]]] = {}
    for label, book in books():
        for rule in book:
            if rule.cites == provision:
                found.setdefault(id(rule), (rule, []))[1].append(label)
    return [
        Written(rule.asks, rule.since, rule.until, ", ".join(labels), _place(rule))
        for rule, labels in sorted(found.values(), key=lambda one: one[0].since)
    ]


def _place(rule: Rule[Any, Any]) -> str:
    code = rule.answer.__code__
    return f"{code.co_filename.removeprefix(f'{settings.BASE_DIR}/')}:{code.co_firstlineno}"


def is_written(amendment: Amendment) -> bool:
    """Whether the code has a rule that begins with the version."""
    return any(book.is_written(amendment) for _, book in books())


def is_condition(provision: str) -> bool:
    """Whether rules ask it, so that it has findings."""
    return bool(books_of(provision)) or any(rule.cites == provision for _, book in books() for rule in book)


def values_of(provision: str, on: date) -> list[dict[str, str]]:
    """The administration's figures behind the provision as they are on the day, each with where it is kept."""
    version, policy = policy_on(on)
    where = f"{version.name}" if version else "varsayılan değerler"
    url = reverse("admin:designations_policyversion_changelist")
    rows = [
        {"label": _label(key), "value": number(getattr(policy, key)), "where": where, "url": url}
        for key, provisions in RESTS_ON_VALUE.items()
        if provision in provisions
    ]
    return [*rows, *_lists_of(provision, on)]


def _label(key: str) -> str:
    return str(PolicyVersion._meta.get_field(key).verbose_name)  # type: ignore[union-attr]


def _lists_of(provision: str, on: date) -> list[dict[str, str]]:
    """Lists of the administration that are versions themselves."""
    asked: tuple[tuple[bool, Any, str], ...] = (
        (provision in CLUSTER, ClusterVersion, "designations_clusterversion"),
        (provision in {*STANDARDS, "okul/ek"}, StandardsVersion, "schools_standardsversion"),
        (provision == "okul/8/2", TransferCriteria, "transfers_transfercriteria"),
        (is_of(provision, ("smm/11/3",)), MonitoringGuide, "centers_monitoringguide"),
    )
    rows = [
        {
            "label": str(model._meta.verbose_name_plural),
            "value": str(model.objects.in_force(on) or "yürürlükte sürüm yok"),
            "where": "",
            "url": reverse(f"admin:{name}_changelist"),
        }
        for holds, model, name in asked
        if holds
    ]
    clauses = TemplateClause.objects.filter(cites=provision).count() if provision.startswith("okul/") else 0
    if clauses:
        url = reverse("admin:protocols_protocoltemplate_changelist")
        rows.append({"label": "Protokol şablonu maddeleri", "value": str(clauses), "where": "", "url": url})
    return rows
