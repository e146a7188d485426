"""Addresses of the designations API."""

from django.urls import path

from .campaigns import ActOnControlCampaign, ControlCampaignDetail, ControlCampaignDraw, ControlCampaignList
from .circulars import CircularDetail, CircularList, PrintAgain
from .contracts import EligibilityChecks, OperatingRules, RegistrationChecks
from .controls import (
    ActOnControlledSchool,
    ControlFileDetail,
    ControlItemFiles,
    ControlledSchoolDetail,
    ControlledSchoolList,
)
from .figures import ActOnClusters, ActOnPolicy, ClustersDetail, ClustersList, PolicyDetail, PolicyList
from .follow_up import (
    ActivityList,
    ActOnActivity,
    AddAffiliation,
    AddWork,
    AffiliationList,
    PlanActivity,
    RemoveRecord,
    WorkList,
)
from .papers import ActOnPaper
from .preparing import DossierSection, EvidenceDetail, EvidenceFile, SectionEvidence
from .records import ActOnDesignation, ActOnDossier, DesignationDetail, DesignationList, DossierDetail, DossierList
from .scenarios import ActOnScenario, MovedList, ScenarioDetail, ScenarioList, WeighDraft
from .standings import ChangeList, CheckDetail, CheckList, StandingDetail, StandingList, StopCheck
from .yearly import ActOnFollowUpReport, FollowUpReportDetail, FollowUpReportList, OpenFollowUpReport

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
    path("dossiers/<int:pk>/evidence/<int:evidence>/file/", EvidenceFile.as_view(), name="api-evidence-file"),
    path("designations/", DesignationList.as_view(), name="api-designations"),
    path("designations/<int:pk>/", DesignationDetail.as_view(), name="api-designation"),
    path("designations/<int:pk>/acts/<slug:name>/", ActOnDesignation.as_view(), name="api-designation-act"),
    path("designations/<int:pk>/works/", AddWork.as_view(), name="api-designation-works"),
    path("designations/<int:pk>/affiliations/", AddAffiliation.as_view(), name="api-designation-affiliations"),
    path("designations/<int:pk>/activities/", PlanActivity.as_view(), name="api-designation-activities"),
    path(
        "designations/<int:pk>/follow-up-reports/",
        OpenFollowUpReport.as_view(),
        name="api-designation-follow-up-reports",
    ),
    path("follow-up-reports/", FollowUpReportList.as_view(), name="api-follow-up-reports"),
    path("follow-up-reports/<int:pk>/", FollowUpReportDetail.as_view(), name="api-follow-up-report"),
    path(
        "follow-up-reports/<int:pk>/acts/<slug:name>/", ActOnFollowUpReport.as_view(), name="api-follow-up-report-act"
    ),
    path("works/", WorkList.as_view(), name="api-works"),
    path("affiliations/", AffiliationList.as_view(), name="api-affiliations"),
    path("follow-up/<slug:what>/<int:pk>/remove/", RemoveRecord.as_view(), name="api-remove-record"),
    path("activities/", ActivityList.as_view(), name="api-activities"),
    path("activities/<int:pk>/acts/<slug:name>/", ActOnActivity.as_view(), name="api-activity-act"),
    path("policies/", PolicyList.as_view(), name="api-policies"),
    path("policies/<int:pk>/", PolicyDetail.as_view(), name="api-policy"),
    path("policies/<int:pk>/acts/<slug:name>/", ActOnPolicy.as_view(), name="api-policy-act"),
    path("field-clusters/", ClustersList.as_view(), name="api-clusters"),
    path("field-clusters/<int:pk>/", ClustersDetail.as_view(), name="api-clusters-version"),
    path("field-clusters/<int:pk>/acts/<slug:name>/", ActOnClusters.as_view(), name="api-clusters-act"),
    path("circulars/", CircularList.as_view(), name="api-circulars"),
    path("circulars/<uuid:pk>/", CircularDetail.as_view(), name="api-circular"),
    path("circulars/<uuid:pk>/acts/print_again/", PrintAgain.as_view(), name="api-print-circular-again"),
    path("control-campaigns/", ControlCampaignList.as_view(), name="api-control-campaigns"),
    path("control-campaigns/<int:pk>/", ControlCampaignDetail.as_view(), name="api-control-campaign"),
    path("control-campaigns/<int:pk>/draw/", ControlCampaignDraw.as_view(), name="api-control-draw"),
    path(
        "control-campaigns/<int:pk>/acts/<slug:name>/",
        ActOnControlCampaign.as_view(),
        name="api-control-campaign-act",
    ),
    path("controlled-schools/", ControlledSchoolList.as_view(), name="api-controlled-schools"),
    path("controlled-schools/<int:pk>/", ControlledSchoolDetail.as_view(), name="api-controlled-school"),
    path(
        "controlled-schools/<int:pk>/acts/<slug:name>/",
        ActOnControlledSchool.as_view(),
        name="api-controlled-school-act",
    ),
    path(
        "controlled-schools/<int:pk>/items/<int:number>/files/",
        ControlItemFiles.as_view(),
        name="api-control-item-files",
    ),
    path("controlled-schools/<int:pk>/files/<int:key>/", ControlFileDetail.as_view(), name="api-control-file"),
    path("standings/", StandingList.as_view(), name="api-standings"),
    path("standings/<int:pk>/", StandingDetail.as_view(), name="api-standing"),
    path("standing-changes/", ChangeList.as_view(), name="api-standing-changes"),
    path("country-checks/", CheckList.as_view(), name="api-country-checks"),
    path("country-checks/<int:pk>/", CheckDetail.as_view(), name="api-country-check"),
    path("country-checks/<int:pk>/acts/stop_check/", StopCheck.as_view(), name="api-stop-check"),
    path("scenarios/", ScenarioList.as_view(), name="api-scenarios"),
    path("scenarios/<int:pk>/", ScenarioDetail.as_view(), name="api-scenario"),
    path("scenarios/<int:pk>/acts/<slug:name>/", ActOnScenario.as_view(), name="api-scenario-act"),
    path("moved-schools/", MovedList.as_view(), name="api-moved-schools"),
    path("draft-effects/<slug:kind>/<int:pk>/", WeighDraft.as_view(), name="api-weigh-draft"),
    path("papers/<int:pk>/acts/<slug:name>/", ActOnPaper.as_view(), name="api-paper-act"),
]
