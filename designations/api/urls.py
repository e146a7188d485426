"""Addresses of the designations API."""

from django.urls import path

from .contracts import EligibilityChecks, OperatingRules, RegistrationChecks
from .preparing import DossierSection, EvidenceDetail, SectionEvidence
from .records import ActOnDesignation, ActOnDossier, DesignationDetail, DesignationList, DossierDetail, DossierList

urlpatterns = [
    path("eligibility-checks/", EligibilityChecks.as_view(), name="eligibility-checks"),
    path("schools/<str:code>/operating-rules/", OperatingRules.as_view(), name="operating-rules"),
    path("registration-checks/", RegistrationChecks.as_view(), name="registration-checks"),
    path("dossiers/", DossierList.as_view(), name="api-dossiers"),
    path("dossiers/<int:pk>/", DossierDetail.as_view(), name="api-dossier"),
    path("dossiers/<int:pk>/sections/<slug:section>/", DossierSection.as_view(), name="api-dossier-section"),
    path("dossiers/<int:pk>/sections/<slug:section>/evidence/", SectionEvidence.as_view(), name="api-evidence"),
    path("dossiers/<int:pk>/evidence/<int:evidence>/", EvidenceDetail.as_view(), name="api-evidence-item"),
    path("dossiers/<int:pk>/acts/<slug:name>/", ActOnDossier.as_view(), name="api-dossier-act"),
    path("designations/", DesignationList.as_view(), name="api-designations"),
    path("designations/<int:pk>/", DesignationDetail.as_view(), name="api-designation"),
    path("designations/<int:pk>/acts/<slug:name>/", ActOnDesignation.as_view(), name="api-designation-act"),
]
