"""What is kept of dossiers, designations, policies and clusters, with all the rows that belong to each."""

from __future__ import annotations

from workflow.history.kinds import Kept, Part

from .models import (
    Affiliation,
    ClusterVersion,
    Designation,
    DevelopmentWork,
    Dossier,
    Evidence,
    FieldCluster,
    HumanFinding,
    InServiceActivity,
    PolicyVersion,
    ReturnNote,
    SectionEntry,
    SiteVisit,
    Submission,
)

DOSSIER = Kept(
    Dossier,
    parts=(
        Part(SectionEntry, "dossier"),
        Part(Submission, "dossier"),
        Part(ReturnNote, "dossier", title=lambda row: f"{row.get_section_display()}, {row.round}. iade"),
        Part(Evidence, "dossier"),
        Part(HumanFinding, "dossier", title=lambda row: row.provision),
        Part(SiteVisit, "dossier", title=lambda row: f"{row.on:%d.%m.%Y}"),
    ),
)
DESIGNATION = Kept(
    Designation,
    parts=(
        Part(DevelopmentWork, "designation", many=("fields",)),
        Part(Affiliation, "designation"),
        Part(InServiceActivity, "designation", many=("fields",)),
    ),
)
POLICY = Kept(PolicyVersion)
CLUSTERS = Kept(ClusterVersion, parts=(Part(FieldCluster, "version", many=("fields",)),))
KEPT = (DOSSIER, DESIGNATION, POLICY, CLUSTERS)
