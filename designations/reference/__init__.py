"""The values that the system is shipped with: thresholds in force since the directive, and a draft of field clusters."""

from __future__ import annotations

from datetime import date

from accounts.reference import rows_of
from designations.models import ClusterVersion, FieldCluster, PolicyVersion
from schools.models import Field
from workflow.choices import VersionStatus
from workflow.journal import record_act

DIRECTIVE_IN_FORCE = date(2024, 2, 15)
SHIPPED_POLICY = "Başlangıç değerleri"
DRAFT_CLUSTERS = "Taslak 0 – birlikte okutulan alanlardan türetildi"


def load_policy() -> PolicyVersion | None:
    """The shipped thresholds, published from the directive's first day; none where any version exists already."""
    if PolicyVersion.objects.exists():
        return None
    policy = PolicyVersion.objects.create(
        name=SHIPPED_POLICY,
        status=VersionStatus.PUBLISHED,
        valid_from=DIRECTIVE_IN_FORCE,
        source="İdari usul: Yönerge ölçütlerin sayısal değerini belirlemez.",
        note="Sistemle gelen değerlerdir; Genel Müdürlük yeni bir sürüm yayımlayarak değiştirir.",
    )
    record_act(
        policy,
        act="load_reference",
        label="Sistemle gelen değerler yürürlüğe kondu",
        by=None,
        on=DIRECTIVE_IN_FORCE,
        after=policy.status,
        details={"source": policy.source},
    )
    return policy


def load_draft_clusters() -> ClusterVersion | None:
    """The draft of field clusters, unpublished; none where any version exists already (okul/5/2/a)."""
    if ClusterVersion.objects.exists():
        return None
    version = ClusterVersion.objects.create(
        name=DRAFT_CLUSTERS,
        source="Okulların birlikte okuttuğu alan çiftlerinden (2025) türetildi; resmî bir küme listesi yayımlanmamıştır.",
        note="Genel Müdürlük inceleyip yayımlamadan hiçbir karara esas olmaz.",
    )
    fill_clusters(version)
    return version


def fill_clusters(version: ClusterVersion) -> None:
    """Write the drafted clusters and their fields into ``version``."""
    fields = {field.code: field for field in Field.objects.filter(for_mesem=False)}
    for row in rows_of(__package__, "clusters.csv"):
        cluster = FieldCluster.objects.create(version=version, name=row["name"])
        cluster.fields.set([fields[code] for code in row["fields"].split("|")])
