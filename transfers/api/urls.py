"""Addresses of the transfers API."""

from django.urls import path

from .applications import ActOnApplication, ApplicationDetail, ApplicationList
from .batches import ApplicationBatches
from .checks import TransferChecks
from .commissions import (
    ActOnCommission,
    ActOnSitting,
    CommissionDetail,
    CommissionList,
    SittingDetail,
    SittingList,
)
from .criteria import ActOnCriteria, CriteriaDetail, CriteriaList, CriteriaSimulations
from .objections import ActOnObjection, ObjectionDetail, ObjectionList
from .quotas import ActOnQuota, QuotaDetail, QuotaList
from .registrations import Registrations
from .results import ApplicationHistory, ResultList
from .rounds import ActOnRound, RoundDetail, RoundList
from .runs import ActOnRun, CutoffList, RunDetail, RunList

urlpatterns = [
    path("transfer-checks/", TransferChecks.as_view(), name="transfer-checks"),
    path("transfer-criteria/", CriteriaList.as_view(), name="api-transfer-criteria"),
    path("transfer-criteria/<int:pk>/", CriteriaDetail.as_view(), name="api-transfer-criteria-version"),
    path(
        "transfer-criteria/<int:pk>/simulations/",
        CriteriaSimulations.as_view(),
        name="api-transfer-criteria-simulations",
    ),
    path("transfer-criteria/<int:pk>/acts/<slug:name>/", ActOnCriteria.as_view(), name="api-transfer-criteria-act"),
    path("transfer-rounds/", RoundList.as_view(), name="api-transfer-rounds"),
    path("transfer-rounds/<int:pk>/", RoundDetail.as_view(), name="api-transfer-round"),
    path("transfer-rounds/<int:pk>/acts/<slug:name>/", ActOnRound.as_view(), name="api-transfer-round-act"),
    path("transfer-quotas/", QuotaList.as_view(), name="api-transfer-quotas"),
    path("transfer-quotas/<int:pk>/", QuotaDetail.as_view(), name="api-transfer-quota"),
    path("transfer-quotas/<int:pk>/acts/<slug:name>/", ActOnQuota.as_view(), name="api-transfer-quota-act"),
    path("transfer-objections/", ObjectionList.as_view(), name="api-transfer-objections"),
    path("transfer-objections/<int:pk>/", ObjectionDetail.as_view(), name="api-transfer-objection"),
    path(
        "transfer-objections/<int:pk>/acts/<slug:name>/", ActOnObjection.as_view(), name="api-transfer-objection-act"
    ),
    path("transfer-runs/", RunList.as_view(), name="api-transfer-runs"),
    path("transfer-runs/<int:pk>/", RunDetail.as_view(), name="api-transfer-run"),
    path("transfer-runs/<int:pk>/acts/<slug:name>/", ActOnRun.as_view(), name="api-transfer-run-act"),
    path("transfer-cutoffs/", CutoffList.as_view(), name="api-transfer-cutoffs"),
    path("transfer-applications/", ApplicationList.as_view(), name="api-transfer-applications"),
    path("transfer-applications/bulk/", ApplicationBatches.as_view(), name="api-transfer-applications-bulk"),
    path("transfer-applications/<int:pk>/", ApplicationDetail.as_view(), name="api-transfer-application"),
    path(
        "transfer-applications/<int:pk>/acts/<slug:name>/",
        ActOnApplication.as_view(),
        name="api-transfer-application-act",
    ),
    path(
        "transfer-applications/<int:pk>/history/",
        ApplicationHistory.as_view(),
        name="api-transfer-application-history",
    ),
    path("transfer-registrations/", Registrations.as_view(), name="api-transfer-registrations"),
    path("transfer-results/", ResultList.as_view(), name="api-transfer-results"),
    path("transfer-commissions/", CommissionList.as_view(), name="api-transfer-commissions"),
    path("transfer-commissions/<int:pk>/", CommissionDetail.as_view(), name="api-transfer-commission"),
    path(
        "transfer-commissions/<int:pk>/acts/<slug:name>/",
        ActOnCommission.as_view(),
        name="api-transfer-commission-act",
    ),
    path("transfer-sittings/", SittingList.as_view(), name="api-transfer-sittings"),
    path("transfer-sittings/<int:pk>/", SittingDetail.as_view(), name="api-transfer-sitting"),
    path("transfer-sittings/<int:pk>/acts/<slug:name>/", ActOnSitting.as_view(), name="api-transfer-sitting-act"),
]
