"""An amendment as papers: old and new text side by side, to be signed and as it was signed, and the text afterwards."""

from __future__ import annotations

from typing import Any

from documents.models import Paper
from documents.papers import issue
from protocols.choices import AmendmentStatus, ChangeKind
from protocols.models import Amendment
from protocols.rules.consolidation import Contents, apply
from protocols.rules.redline import Line, redline
from protocols.snapshots import changes_of, text_on, texts_of

from .texts import (
    clauses_of,
    content_of,
    day_of_paper,
    day_words,
    event_of_agreement,
    parties_row,
    places_of,
    signatories,
)

AMENDMENT = "protocols/papers/amendment.html"


def issue_amendment(amendment: Amendment) -> Paper:
    """What the amendment changes, old and new text side by side, and the text as it stands afterwards."""
    if amendment.number is None:
        raise ValueError("an amendment that was not signed has no paper")
    protocol = amendment.protocol
    before = texts_of(protocol).after(amendment.number - 1)
    return issue(
        "amendment",
        amendment,
        event="sign_amendment",
        title=f"{amendment.number} no.lu ek protokol",
        template=AMENDMENT,
        content=_content(amendment, before, amendment.signatures.all()),
        **places_of(_both(before, _after(amendment, before))),
        dated_on=day_of_paper(amendment.signed_on, amendment.state_since),
    )


def issue_agreed_amendment(amendment: Amendment) -> Paper | None:
    """The same before it is signed, against the text that the parties had before them, with a place for each signature."""
    if amendment.status != AmendmentStatus.AGREED:
        return None
    before = text_on(amendment.protocol)
    return issue(
        "amendment-agreed",
        amendment,
        event=event_of_agreement(amendment),
        title="İmzaya hazır ek protokol",
        template=AMENDMENT,
        content=_content(amendment, before, ()),
        **places_of(_both(before, _after(amendment, before))),
        dated_on=amendment.state_since,
    )


def _content(amendment: Amendment, before: Contents, signatures: Any) -> dict[str, Any]:
    protocol = amendment.protocol
    after = _after(amendment, before)
    holds_from = [["Geçerlilik başlangıcı", day_words(amendment.holds_from)]] if amendment.holds_from else []
    numbered = f"{amendment.number} no.lu ek protokol" if amendment.number else "Ek protokol"
    return {
        **content_of(protocol, after),
        "subject": f"{numbered}: {amendment.title}",
        "rows": [
            ["Değiştirdiği protokol", f"{protocol.title} ({day_words(protocol.signed_on)})"],
            *parties_row(after),
            *holds_from,
            *_others(amendment),
        ],
        "lines": [_line(line) for line in redline(before, after) if line.is_changed],
        "clauses": clauses_of(after),
        "signatories": signatories(signatures, _both(before, after)),
    }


def _after(amendment: Amendment, before: Contents) -> Contents:
    after = before
    for change in changes_of(amendment):
        after = apply(after, change)
    return after


def _both(before: Contents, after: Contents) -> Contents:
    """Whom an amendment concerns: who was party or named before it, and who is afterwards."""
    return Contents(parties=before.parties | after.parties, schools=before.schools | after.schools)


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
        about = [day_words(row.ends_on)] if row.kind == ChangeKind.TERM else [row.stakeholder, row.school, row.field]
        said.append([row.get_kind_display(), ", ".join(str(one) for one in about if one)])
    return said
