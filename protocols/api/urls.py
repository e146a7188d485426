"""Addresses of the protocols API."""

from django.urls import path

from . import amendments, obligations, provisions, signing, sponsors, text, versions
from .views import ActOnProtocol, ProtocolDetail, ProtocolList, StakeholderDetail, StakeholderList

urlpatterns = [
    path("protocols/", ProtocolList.as_view(), name="api-protocols"),
    path("protocols/<int:pk>/", ProtocolDetail.as_view(), name="api-protocol"),
    path("protocols/<int:pk>/acts/<slug:name>/", ActOnProtocol.as_view(), name="api-protocol-act"),
    path("protocols/<int:pk>/text/", text.ProtocolText.as_view(), name="api-protocol-text"),
    path("protocols/<int:pk>/clauses/", text.ProtocolClauses.as_view(), name="api-protocol-clauses"),
    path("protocols/<int:pk>/fields/", text.ProtocolFields.as_view(), name="api-protocol-fields"),
    path("protocols/<int:pk>/fields/decisions/", text.FieldDecisions.as_view(), name="api-protocol-decisions"),
    path("protocols/<int:pk>/provisions/", provisions.Provisions.as_view(), name="api-protocol-provisions"),
    path("protocols/<int:pk>/provisions/<int:key>/", provisions.OneProvision.as_view(), name="api-protocol-provision"),
    path("protocols/<int:pk>/signatures/", signing.Signatures.as_view(), name="api-protocol-signatures"),
    path("protocols/<int:pk>/signed-copy/", signing.SignedCopy.as_view(), name="api-protocol-copy"),
    path("protocols/<int:pk>/renewals/", text.Renewals.as_view(), name="api-protocol-renewals"),
    path("protocols/<int:pk>/amendments/", amendments.AmendmentsOfProtocol.as_view(), name="api-protocol-amendments"),
    path("amendments/", amendments.AmendmentList.as_view(), name="api-amendments"),
    path("amendments/<int:pk>/", amendments.AmendmentDetail.as_view(), name="api-amendment"),
    path("amendments/<int:pk>/changes/", amendments.Changes.as_view(), name="api-amendment-changes"),
    path("amendments/<int:pk>/changes/<int:key>/", amendments.OneChange.as_view(), name="api-amendment-change"),
    path("amendments/<int:pk>/signatures/", signing.SignaturesOfAmendment.as_view(), name="api-amendment-signatures"),
    path("amendments/<int:pk>/signed-copy/", signing.SignedAmendment.as_view(), name="api-amendment-copy"),
    path("amendments/<int:pk>/conflicts/", amendments.Conflicts.as_view(), name="api-amendment-conflicts"),
    path("amendments/<int:pk>/acts/<slug:name>/", amendments.ActOnAmendment.as_view(), name="api-amendment-act"),
    path("protocols/<int:pk>/obligations/", obligations.Obligations.as_view(), name="api-protocol-obligations"),
    path("protocol-obligations/<int:pk>/close/", obligations.CloseObligation.as_view(), name="api-obligation-close"),
    path("protocol-duties/", obligations.DutyList.as_view(), name="api-duties"),
    path("protocol-duties/<int:pk>/", obligations.DutyDetail.as_view(), name="api-duty"),
    path("protocol-duties/<int:pk>/acts/<slug:name>/", obligations.ActOnDuty.as_view(), name="api-duty-act"),
    path("protocol-duties/<int:pk>/proof/", obligations.DutyProof.as_view(), name="api-duty-proof"),
    path("protocol-templates/", versions.TemplateList.as_view(), name="api-protocol-templates"),
    path("protocol-templates/<int:pk>/", versions.TemplateDetail.as_view(), name="api-protocol-template"),
    path(
        "protocol-templates/<int:pk>/acts/<slug:name>/",
        versions.ActOnTemplate.as_view(),
        name="api-protocol-template-act",
    ),
    path("protocol-reminders/", versions.ReminderList.as_view(), name="api-protocol-reminders"),
    path("protocol-reminders/<int:pk>/", versions.ReminderDetail.as_view(), name="api-protocol-reminder"),
    path(
        "protocol-reminders/<int:pk>/acts/<slug:name>/",
        versions.ActOnReminders.as_view(),
        name="api-protocol-reminder-act",
    ),
    path("sponsor-assignments/", sponsors.SponsorList.as_view(), name="api-sponsors"),
    path("sponsor-assignments/<int:pk>/", sponsors.SponsorDetail.as_view(), name="api-sponsor"),
    path("sponsor-assignments/<int:pk>/acts/<slug:name>/", sponsors.ActOnSponsor.as_view(), name="api-sponsor-act"),
    path("schools/<str:code>/sponsor-needs/", sponsors.SponsorNeeds.as_view(), name="api-sponsor-needs"),
    path(
        "schools/<str:code>/sponsor-candidates/", sponsors.SponsorCandidates.as_view(), name="api-sponsor-candidates"
    ),
    path("stakeholders/", StakeholderList.as_view(), name="api-stakeholders"),
    path("stakeholders/<int:pk>/", StakeholderDetail.as_view(), name="api-stakeholder"),
]
