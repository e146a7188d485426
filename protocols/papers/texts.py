"""The text of a protocol as papers: to be signed, as it was signed, and to be read as it stands on a day."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from documents.choices import PaperStatus
from documents.models import Paper
from documents.papers import issue, withdraw
from documents.rendering import render_pdf
from legislation.provisions import IN_FORCE_SINCE
from protocols.choices import ProtocolStatus
from protocols.models import Protocol, Stakeholder
from protocols.rules.consolidation import Clause, Contents
from protocols.snapshots import base_of, contents_of
from schools.models import Field, School
from schools.turkish import upper
from workflow.models import JournalEntry

TEXT = "protocols/papers/text.html"
READING = "protocols/papers/reading.html"
DIRECTORATE = "Mesleki ve Teknik Eğitim Genel Müdürlüğü"


def issue_text(protocol: Protocol) -> Paper:
    """The text as it was signed, clause by clause; a protocol that was signed elsewhere may have none of its own."""
    contents = base_of(protocol)
    return issue(
        "protocol",
        protocol,
        event="sign",
        title="Protokol metni",
        template=TEXT,
        content={
            **content_of(protocol, contents),
            "rows": [*parties_row(contents), *_days(protocol)],
            "signatories": signatories(protocol.signatures.filter(amendment=None), contents),
        },
        **places_of(contents),
        dated_on=day_of_paper(protocol.signed_on, protocol.state_since),
    )


def issue_agreed(protocol: Protocol) -> Paper | None:
    """The agreed text with a place for each signature; a text that was opened again and agreed on anew gets a paper of its own."""
    if protocol.status != ProtocolStatus.AGREED:
        return None
    contents = contents_of(protocol)
    return issue(
        "protocol-agreed",
        protocol,
        event=event_of_agreement(protocol),
        title="İmzaya hazır protokol metni",
        template=TEXT,
        content={
            **content_of(protocol, contents),
            "rows": [*parties_row(contents), *_days(protocol)],
            "signatories": signatories((), contents),
        },
        **places_of(contents),
        dated_on=protocol.state_since,
    )


def reading_of(protocol: Protocol, contents: Contents, on: date) -> bytes:
    """The text as it stands, as PDF to be read: no paper of the administration, so it says itself what it is."""
    is_draft = protocol.signed_on is None
    content = {
        **content_of(protocol, contents),
        "rows": [*parties_row(contents), *_days(protocol, contents)],
        "standing": (
            f"İmzalanmamış taslağın {day_words(on)} günkü metnidir; hukuki sonuç doğurmaz."
            if is_draft
            else f"{day_words(on)} günü geçerli olan, bütün ek protokollerin işlendiği metindir. "
            "Bilgi içindir; imzalı protokol ve ek protokoller esastır."
        ),
        "signatories": [],
    }
    paper = SimpleNamespace(title="Protokol metni", status="draft" if is_draft else "issued", dated_on=on)
    return render_pdf(READING, {"paper": paper, "content": content}, data={**content, "on": on.isoformat()})


def withdraw_agreed(record: Any, *, on: date) -> None:
    """Make void what was printed to be signed and is agreed on no longer; done again, it changes nothing."""
    stands = event_of_agreement(record) if record.status == ProtocolStatus.AGREED else ""
    printed = Paper.objects.of(record).filter(kind__endswith="-agreed").exclude(status=PaperStatus.WITHDRAWN)
    for paper in printed.exclude(event=stands):
        withdraw(paper, on=on, reason="Metin yeniden müzakereye açıldı veya ondan vazgeçildi.")


def event_of_agreement(record: Any) -> str:
    """Names the agreement that stands now: the first, the second after the text was opened again."""
    agreed = JournalEntry.objects.of(record).filter(act__in=["agree", "agree_amendment"])
    return f"agree-{agreed.count()}"


def day_of_paper(signed_on: date | None, entered_on: date | None) -> date | None:
    """The day of the signature; of what was signed before the directive the day on which it was entered here."""
    return entered_on if signed_on is None or signed_on < IN_FORCE_SINCE else signed_on


def content_of(protocol: Protocol, contents: Contents) -> dict[str, Any]:
    """What stands on every paper of a protocol: the first school as the letter's place, all schools, the clauses."""
    school = _schools_of(contents).select_related("province", "district").first()
    named = {"name": "", "code": "", "province": "", "district": ""}
    if school is not None:
        named = {
            "name": school.name,
            "code": school.code or "",
            "province": school.province.name,
            "district": school.district.name if school.district else "",
        }
    return {
        "school": named,
        "protocol": protocol.pk,
        "subject": protocol.title,
        "schools": _schools(contents),
        "clauses": clauses_of(contents),
    }


def places_of(contents: Contents) -> dict[str, Any]:
    """Where the paper is found: at the first school, and at every other one."""
    first, *others = list(_schools_of(contents)) or [None]
    return {"school": first, "also": others}


def _schools_of(contents: Contents) -> Any:
    return School.objects.filter(pk__in=contents.schools).order_by("name", "pk")


def day_words(day: Any) -> str:
    return f"{day:%d.%m.%Y}" if day else "–"


def parties_row(contents: Contents) -> list[list[str]]:
    parties = Stakeholder.objects.filter(pk__in=contents.parties).order_by("name")
    return [["Taraflar", ", ".join([DIRECTORATE, *(str(party) for party in parties)])]]


def _days(protocol: Protocol, contents: Contents | None = None) -> list[list[str]]:
    ends_on = contents.ends_on if contents else protocol.ends_on
    signed = [["İmza günü", day_words(protocol.signed_on)]] if protocol.signed_on else []
    return [*signed, ["Yürürlük", f"{day_words(protocol.starts_on)} – {day_words(ends_on)}"]]


def _schools(contents: Contents) -> list[list[str]]:
    """Code, name and covered fields of each school."""
    fields = dict(Field.objects.values_list("code", "name"))
    rows = []
    for school in _schools_of(contents):
        covered = sorted(one.partition(":")[2] for one in contents.fields if one.partition(":")[0] == str(school.pk))
        rows.append([school.code or "–", school.name, ", ".join(fields.get(code, code) for code in covered) or "–"])
    return rows


def clauses_of(contents: Contents) -> list[dict[str, Any]]:
    return [_clause(clause) for clause in contents.clauses]


def _clause(clause: Clause) -> dict[str, Any]:
    paragraphs = [part.strip() for part in clause.text.splitlines() if part.strip()]
    return {"number": clause.number, "title": clause.title, "paragraphs": paragraphs}


def signatories(signatures: Any, contents: Contents) -> list[dict[str, str]]:
    """A place for the signature of each party, with the name where it was recorded."""
    signed = {row.stakeholder_id: row for row in signatures}
    parties = {None: DIRECTORATE}
    keys = {*contents.parties, *(str(key) for key in signed if key)}
    parties |= dict(Stakeholder.objects.filter(pk__in=keys).order_by("name").values_list("pk", "name"))
    return [
        {
            "party": upper(name),
            "name": signed[key].name if key in signed else "",
            "title": signed[key].title if key in signed else "",
        }
        for key, name in parties.items()
    ]
