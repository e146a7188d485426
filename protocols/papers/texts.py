"""The text of a signed protocol, and of an amendment with old and new text side by side, as papers."""

from __future__ import annotations

from typing import Any

from documents.models import Paper
from documents.papers import issue
from protocols.choices import ChangeKind
from protocols.models import Amendment, Protocol, Stakeholder
from protocols.rules.consolidation import Clause, Contents, apply, consolidate
from protocols.rules.redline import Line, redline
from protocols.snapshots import base_of, changes_of, signed_amendments, without
from schools.models import Field, School
from schools.turkish import upper

TEXT = "protocols/papers/text.html"
AMENDMENT = "protocols/papers/amendment.html"
DIRECTORATE = "Mesleki ve Teknik Eğitim Genel Müdürlüğü"


def issue_text(protocol: Protocol) -> Paper:
    """The text as it was signed, clause by clause; a protocol that was signed elsewhere may have none of its own."""
    contents = base_of(protocol)
    content = {
        **_about(protocol),
        "subject": protocol.title,
        "rows": [*_parties(contents), *_days(protocol)],
        "schools": _schools(contents),
        "clauses": _clauses(contents),
        "signatories": _signatories(protocol, contents),
    }
    return issue(
        "protocol",
        protocol,
        event="sign",
        title="Protokol metni",
        template=TEXT,
        content=content,
        school=protocol.schools.order_by("name").first(),
        dated_on=protocol.signed_on,
    )


def issue_amendment(amendment: Amendment) -> Paper:
    """What the amendment changes, old and new text side by side, and the text as it stands afterwards."""
    protocol = amendment.protocol
    if amendment.number is None:
        raise ValueError("an amendment that was not signed has no paper")
    signed = signed_amendments(protocol)
    before = consolidate(base_of(protocol), without(signed, amendment.number))
    after = before
    for change in changes_of(amendment):
        after = apply(after, change)
    content = {
        **_about(protocol),
        "subject": f"{amendment.number} no.lu ek protokol: {amendment.title}",
        "rows": [
            ["Değiştirdiği protokol", f"{protocol.title} ({_day(protocol.signed_on)})"],
            ["Geçerlilik başlangıcı", _day(amendment.holds_from)],
            *_others(amendment),
        ],
        "lines": [_line(line) for line in redline(before, after) if line.is_changed],
        "clauses": _clauses(after),
        "signatories": _signatories(protocol, after),
    }
    return issue(
        "amendment",
        amendment,
        event="sign_amendment",
        title=f"{amendment.number} no.lu ek protokol",
        template=AMENDMENT,
        content=content,
        school=protocol.schools.order_by("name").first(),
        dated_on=amendment.signed_on,
    )


def _about(protocol: Protocol) -> dict[str, Any]:
    school = protocol.schools.select_related("province", "district").order_by("name").first()
    named = {"name": "", "code": "", "province": "", "district": ""}
    if school is not None:
        named = {
            "name": school.name,
            "code": school.code or "",
            "province": school.province.name,
            "district": school.district.name if school.district else "",
        }
    return {"school": named, "protocol": protocol.pk}


def _day(day: Any) -> str:
    return f"{day:%d.%m.%Y}" if day else "–"


def _parties(contents: Contents) -> list[list[str]]:
    parties = Stakeholder.objects.filter(pk__in=contents.parties).order_by("name")
    return [["Taraflar", ", ".join([DIRECTORATE, *(str(party) for party in parties)])]]


def _days(protocol: Protocol) -> list[list[str]]:
    return [
        ["İmza günü", _day(protocol.signed_on)],
        ["Yürürlük", f"{_day(protocol.starts_on)} – {_day(protocol.ends_on)}"],
    ]


def _schools(contents: Contents) -> list[list[str]]:
    """Code, name and covered fields of each school."""
    fields = dict(Field.objects.values_list("code", "name"))
    rows = []
    for school in School.objects.filter(pk__in=contents.schools).order_by("name"):
        covered = sorted(one.partition(":")[2] for one in contents.fields if one.partition(":")[0] == str(school.pk))
        rows.append([school.code or "–", school.name, ", ".join(fields.get(code, code) for code in covered) or "–"])
    return rows


def _clauses(contents: Contents) -> list[dict[str, Any]]:
    return [_clause(clause) for clause in contents.clauses]


def _clause(clause: Clause) -> dict[str, Any]:
    paragraphs = [part.strip() for part in clause.text.splitlines() if part.strip()]
    return {"number": clause.number, "title": clause.title, "paragraphs": paragraphs}


def _line(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "old": [[run.how, run.text] for run in line.old],
        "new": [[run.how, run.text] for run in line.new],
    }


def _others(amendment: Amendment) -> list[list[str]]:
    """The changes that are not of clauses, in words."""
    rows = amendment.changes.exclude(kind__startswith="clause_").select_related("stakeholder", "school", "field")
    said = []
    for row in rows:
        about = [_day(row.ends_on)] if row.kind == ChangeKind.TERM else [row.stakeholder, row.school, row.field]
        said.append([row.get_kind_display(), ", ".join(str(one) for one in about if one)])
    return said


def _signatories(protocol: Protocol, contents: Contents) -> list[dict[str, str]]:
    """A place for the signature of each party, with the name where it was recorded."""
    signed = {row.stakeholder_id: row for row in protocol.signatures.filter(amendment=None)}
    parties = {None: DIRECTORATE}
    parties |= dict(Stakeholder.objects.filter(pk__in=contents.parties).order_by("name").values_list("pk", "name"))
    return [
        {
            "party": upper(name),
            "name": signed[key].name if key in signed else "",
            "title": signed[key].title if key in signed else "",
        }
        for key, name in parties.items()
    ]
