"""Articles 1 and 3 – which institutions the directive covers."""

from __future__ import annotations

from datetime import date

from legislation.provisions import IN_FORCE_SINCE
from legislation.rules import Answer, Outcome, all_of, as_before, rule, truth

from .facts import Facts, Policy

DESIGNABLE_KINDS = ("mtal", "mesem")  # okul/3/1 e
NAMES = {
    "mtal": "mesleki ve teknik Anadolu lisesidir",
    "mesem": "mesleki eğitim merkezidir",
    "other": "başka türden bir kurumdur",
}


@rule(
    cites="okul/1/2",
    asks="Kurum, Genel Müdürlüğe bağlı bir mesleki ve teknik ortaöğretim kurumu mu?",
    since=IN_FORCE_SINCE,
)
@as_before
def is_covered(facts: Facts, policy: Policy, on: date) -> Answer:
    kind, attached = facts.institution.kind, facts.institution.attached_to_gd
    right_kind = Outcome.UNKNOWN if kind is None else truth(kind in DESIGNABLE_KINDS)
    outcome = all_of([right_kind, truth(attached)])
    return Answer(
        outcome,
        _reason(outcome, kind, attached),
        measured={"kind": kind, "attached_to_gd": attached},
        required={"kind": list(DESIGNABLE_KINDS), "attached_to_gd": True},
        remedy="" if outcome is Outcome.MET else "Kurum kartında kurum türünü ve Genel Müdürlüğe bağlılığı düzeltin.",
        mend="institution",
    )


def _reason(outcome: Outcome, kind: str | None, attached: bool | None) -> str:
    if outcome is Outcome.MET:
        return f"Kurum, Genel Müdürlüğe bağlı bir {NAMES[str(kind)]}."
    if kind is not None and kind not in DESIGNABLE_KINDS:
        return (
            "Kurum, mesleki ve teknik Anadolu lisesi veya mesleki eğitim merkezi değildir; "
            "Yönerge yalnız bu kurumları kapsar (Yönerge m. 3/1-e)."
        )
    if attached is False:
        return "Kurum, Mesleki ve Teknik Eğitim Genel Müdürlüğüne bağlı değildir; Yönerge bu kurumu kapsamaz."
    missing = [name for name, value in (("kurum türü", kind), ("Genel Müdürlüğe bağlılık", attached)) if value is None]
    return f"Bilgi eksik: {' ve '.join(missing)} kayıtlı değil."
