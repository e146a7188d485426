"""Protocols in preparation, their templates, and amendments."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.choices import Role
from accounts.models import User
from protocols.acts import open_amendment, publish_template, save_change, sign_amendment
from protocols.acts.signatures import parties_of
from protocols.choices import ChangeKind, ProtocolStatus, ProvisionEffect, ProvisionSubject
from protocols.models import (
    Amendment,
    AmendmentChange,
    Backing,
    Clause,
    CoveredField,
    Preparation,
    Protocol,
    ProtocolTemplate,
    Signature,
    SpecialProvision,
    TemplateClause,
)
from schools.models import Field, School

from . import TODAY, make_field, make_protocol, make_school, make_user

CLAUSES = {"1": "Taraflar şunlardır.", "2": "Giderleri işletme karşılar.", "3": "Danışma kurulu üç ayda bir toplanır."}


def make_template(**values: Any) -> ProtocolTemplate:
    """A template in force with three clauses, the second of which may not be left out."""
    template = ProtocolTemplate.objects.create(**{"name": "Protokol şablonu", **values})
    for number, text in CLAUSES.items():
        make_template_clause(template, number, text=text, required=number == "2")
    decider = make_user(Role.DIRECTOR_GENERAL)
    return publish_template(template, by=decider, on=TODAY, valid_from=date(2024, 9, 1))


def make_template_clause(version: ProtocolTemplate | None = None, number: str = "9", **values: Any) -> TemplateClause:
    version = version or ProtocolTemplate.objects.create(name="Taslak şablon")
    return TemplateClause.objects.create(**{"version": version, "number": number, "text": "Metin.", **values})


def make_draft(*schools: School, clauses: dict[str, str] | None = None, **values: Any) -> Protocol:
    """A protocol in preparation, with clauses."""
    days: dict[str, Any] = {"signed_on": None, "starts_on": date(2026, 1, 1), "ends_on": date(2028, 12, 31)}
    protocol = make_protocol(*(schools or [make_school()]), **{"status": ProtocolStatus.DRAFT, **days, **values})
    for number, text in (CLAUSES if clauses is None else clauses).items():
        make_clause(protocol, number, text=text)
    return protocol


def make_signed(*schools: School, **values: Any) -> Protocol:
    """A protocol in force with clauses."""
    protocol = make_protocol(*(schools or [make_school()]), **values)
    for number, text in CLAUSES.items():
        make_clause(protocol, number, text=text)
    return protocol


def make_clause(protocol: Protocol | None = None, number: str = "9", **values: Any) -> Clause:
    return Clause.objects.create(
        **{"protocol": protocol or make_protocol(), "number": number, "text": "Metin.", **values}
    )


def make_covered_field(protocol: Protocol | None = None, field: Field | None = None, **values: Any) -> CoveredField:
    school = make_school()
    defaults = {"protocol": protocol or make_protocol(school), "school": school, "field": field or make_field()}
    return CoveredField.objects.create(**{**defaults, **values})


def make_backing(**values: Any) -> Backing:
    school = make_school()
    protocol = values.pop("protocol", None) or make_protocol(school)
    defaults = {"protocol": protocol, "school": school, "stakeholder": protocol.stakeholders.first()}
    return Backing.objects.create(**{**defaults, "starts_on": protocol.starts_on, **values})


def make_signature(**values: Any) -> Signature:
    defaults = {
        "protocol": values.get("protocol") or make_protocol(),
        "name": "Ayşe Işık",
        "signed_on": date(2026, 1, 5),
    }
    return Signature.objects.create(**{**defaults, **values})


def sign_for_all(record: Protocol | Amendment, *, signed_on: date = date(2026, 1, 5)) -> None:
    """Every party has signed the agreed text."""
    is_amendment = isinstance(record, Amendment)
    protocol = record.protocol if is_amendment else record
    for party in (None, *parties_of(record)):
        make_signature(
            protocol=protocol, amendment=record if is_amendment else None, stakeholder=party, signed_on=signed_on
        )


def make_agreed(*schools: School, **values: Any) -> Protocol:
    """A text agreed on and signed by every party, whose signature is not recorded yet."""
    protocol = make_draft(*schools, **{"status": ProtocolStatus.AGREED, **values})
    sign_for_all(protocol)
    return protocol


def make_provision(protocol: Protocol | None = None, **values: Any) -> SpecialProvision:
    """A condition on registration, resting on the first clause."""
    defaults = {
        "clause": "1",
        "subject": ProvisionSubject.REGISTRATION,
        "effect": ProvisionEffect.CONDITION,
        "text": "Sağlık raporu istenir.",
    }
    return SpecialProvision.objects.create(**{**defaults, "protocol": protocol or make_draft(), **values})


def make_preparation(**values: Any) -> Preparation:
    school = make_school()
    protocol = make_draft(school)
    defaults = {"protocol": protocol, "school": school, "stakeholder": protocol.stakeholders.first()}
    return Preparation.objects.create(**{**defaults, **values})


def make_amendment(protocol: Protocol | None = None, *, by: User | None = None, **values: Any) -> Amendment:
    """A draft without changes."""
    values.setdefault("title", "Giderlerin paylaşımı")
    return open_amendment(protocol or make_signed(), by=by or make_user(Role.EXPERT), on=TODAY, **values)


def make_change(
    amendment: Amendment | None = None, clause: str = "2", text: str = "Yeni metin.", **values: Any
) -> AmendmentChange:
    """A change of a clause, saved by its act."""
    amendment = amendment or make_amendment()
    values = {"kind": ChangeKind.CLAUSE_CHANGED, "clause": clause, "text": text, **values}
    return save_change(amendment, AmendmentChange(**values), by=make_user(Role.EXPERT), on=TODAY)


def make_signed_amendment(
    protocol: Protocol | None = None, *, clause: str = "2", text: str = "Yeni.", **days: Any
) -> Amendment:
    amendment = make_amendment(protocol)
    make_change(amendment, clause, text)
    days = {"signed_on": TODAY, "holds_from": TODAY, **days}
    return sign_amendment(amendment, by=make_user(Role.EXPERT), on=TODAY, **days)
