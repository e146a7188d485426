"""Article 5 – specialised schools: fields of one cluster, a concentrated sector, capacity that can grow."""

from __future__ import annotations

from datetime import date

from legislation.provisions import IN_FORCE_SINCE
from legislation.rules import Answer, Outcome, any_of, rule, truth

from .capacity import capacity_and_growth
from .concentration import concentrated_sector
from .facts import ClusterFacts, Facts, FieldFacts, Policy


@rule(
    cites="okul/5/2/a",
    asks="Okulun alanları, Genel Müdürlükçe belirlenen bir alan kümelenmesine uygun mu?",
    since=IN_FORCE_SINCE,
)
def fields_fit_one_cluster(facts: Facts, policy: Policy, on: date) -> Answer:
    open_fields = taught(facts)
    required = {"min_fields": policy.cluster_min_fields}
    if open_fields is None:
        return _without_fields(facts.clusters, policy.cluster_min_fields)
    outcome = _fit(open_fields, facts.clusters, policy.cluster_min_fields)
    return Answer(
        outcome,
        _reason(open_fields, facts.clusters, outcome, policy.cluster_min_fields),
        measured={"open_fields": [field.code for field in open_fields]},
        required=required,
        evidence=[
            {"kind": "cluster", "label": c.name, "fields": c.fields, "outside": _outside(open_fields, c)}
            for c in facts.clusters or ()
        ],
        remedy={
            Outcome.UNMET: "Açık alanları bir kümeyle uyumlu hâle getirin; kümelenmeleri Genel Müdürlük belirler.",
            Outcome.UNKNOWN: "Yürürlükte bir alan kümelenmesi sürümü yayımlanmalıdır (Genel Müdürlük).",
        }.get(outcome, ""),
        mend="fields" if outcome is Outcome.UNMET else "clusters",
    )


def _without_fields(clusters: tuple[ClusterFacts, ...] | None, min_fields: int) -> Answer:
    """Whatever the fields are, they fit no cluster where none in force is large enough; else they must be known."""
    if clusters is not None and not any(c.fields is None or len(set(c.fields)) >= min_fields for c in clusters):
        return Answer(
            Outcome.UNMET,
            f"Yürürlükte, en az {min_fields} alanı bir araya getiren bir alan kümesi yok.",
            required={"min_fields": min_fields},
            remedy="Alan kümelenmelerini Genel Müdürlük belirler; okulun alanlarını da kurum kartında girin.",
            mend="clusters",
        )
    return Answer(
        Outcome.UNKNOWN,
        "Bilgi eksik: okulun alanları kayıtlı değil.",
        required={"min_fields": min_fields},
        remedy="Kurum kartında okulun alanlarını girin.",
        mend="fields",
    )


def taught(facts: Facts) -> tuple[FieldFacts, ...] | None:
    """The fields that are open today: "bünyesinde eğitimi yapılan meslek alanları"."""
    fields = facts.fields
    if fields is None or all(field.is_open for field in fields):
        return fields
    return tuple(field for field in fields if field.is_open)


def _codes(fields: tuple[FieldFacts, ...]) -> frozenset[str]:
    return frozenset(field.code for field in fields if field.code is not None)


def _fit(fields: tuple[FieldFacts, ...], clusters: tuple[ClusterFacts, ...] | None, min_fields: int) -> Outcome:
    if len(fields) < min_fields:
        return Outcome.UNMET
    if clusters is None:
        return Outcome.UNKNOWN
    codes = _codes(fields)
    return any_of(_holds(fields, codes, cluster) for cluster in clusters)


def _holds(fields: tuple[FieldFacts, ...], codes: frozenset[str], cluster: ClusterFacts) -> Outcome:
    """``codes``: those of the fields, as far as they are known."""
    if cluster.fields is None:
        return Outcome.UNKNOWN
    if codes.difference(cluster.fields):
        return Outcome.UNMET
    return truth(None if any(field.code is None for field in fields) else True)


def _outside(fields: tuple[FieldFacts, ...], cluster: ClusterFacts) -> list[str]:
    within = cluster.fields or ()  # a handful: a set would take longer to make than to ask
    return [field.code for field in fields if field.code is not None and field.code not in within]


def _reason(
    fields: tuple[FieldFacts, ...], clusters: tuple[ClusterFacts, ...] | None, outcome: Outcome, min_fields: int
) -> str:
    if outcome is Outcome.MET:
        codes = _codes(fields)
        name = next((c.name for c in clusters or () if _holds(fields, codes, c) is Outcome.MET), "")
        return f"Okulun {len(fields)} açık alanının tümü “{name}” kümesinde."
    if len(fields) < min_fields:
        return f"Okulda {len(fields)} alan açık; bir kümede en az {min_fields} alanın birlikte açık olması gerekir."
    if outcome is Outcome.UNKNOWN:
        return "Bilgi eksik: yürürlükte bir alan kümelenmesi yok veya alan bilgisi eksik."
    return f"Okulun açık alanları tek bir kümede toplanmıyor.{_nearest(fields, clusters or ())}"


def _nearest(fields: tuple[FieldFacts, ...], clusters: tuple[ClusterFacts, ...]) -> str:
    """Names, for the cluster that holds most of the fields, those that lie outside it."""
    if not clusters:
        return " Yürürlükte bir alan kümesi yok."
    codes = _codes(fields)
    best = min(clusters, key=lambda cluster: len(codes.difference(cluster.fields or ())))
    names = {field.code: field.name or field.code for field in fields}
    outside = ", ".join(str(names[code]) for code in _outside(fields, best))
    return f" En yakın küme “{best.name}”; dışında kalan alanlar: {outside}."


@rule(
    cites="okul/5/2/b",
    asks="Okul, eğitimi yapılan alanlarla ilişkili sektörün yoğun olduğu yerde mi?",
    since=IN_FORCE_SINCE,
)
def lies_where_the_sector_of_fields_taught_is_concentrated(facts: Facts, policy: Policy, on: date) -> Answer:
    return concentrated_sector(taught(facts), policy)


@rule(
    cites="okul/5/2/c",
    asks="Fiziki kapasite, atölye ve laboratuvarlar yeterli ve büyümeye elverişli mi?",
    since=IN_FORCE_SINCE,
)
def has_capacity_that_can_grow(facts: Facts, policy: Policy, on: date) -> Answer:
    return capacity_and_growth(facts, policy)
