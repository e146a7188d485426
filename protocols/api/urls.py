"""Addresses of the protocols API."""

from django.urls import path

from . import amendments, expense_figures, expenses, obligations, provisions, sponsors, text
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
    path("protocols/<int:pk>/signatures/", text.Signatures.as_view(), name="api-protocol-signatures"),
    path("protocols/<int:pk>/renewals/", text.Renewals.as_view(), name="api-protocol-renewals"),
    path("protocols/<int:pk>/amendments/", amendments.AmendmentsOfProtocol.as_view(), name="api-protocol-amendments"),
    path("amendments/", amendments.AmendmentList.as_view(), name="api-amendments"),
    path("amendments/<int:pk>/", amendments.AmendmentDetail.as_view(), name="api-amendment"),
    path("amendments/<int:pk>/changes/", amendments.Changes.as_view(), name="api-amendment-changes"),
    path("amendments/<int:pk>/changes/<int:key>/", amendments.OneChange.as_view(), name="api-amendment-change"),
    path("amendments/<int:pk>/conflicts/", amendments.Conflicts.as_view(), name="api-amendment-conflicts"),
    path("amendments/<int:pk>/acts/<slug:name>/", amendments.ActOnAmendment.as_view(), name="api-amendment-act"),
    path("protocols/<int:pk>/obligations/", obligations.Obligations.as_view(), name="api-protocol-obligations"),
    path("protocol-obligations/<int:pk>/close/", obligations.CloseObligation.as_view(), name="api-obligation-close"),
    path("protocol-duties/", obligations.DutyList.as_view(), name="api-duties"),
    path("protocol-duties/<int:pk>/", obligations.DutyDetail.as_view(), name="api-duty"),
    path("protocol-duties/<int:pk>/acts/<slug:name>/", obligations.ActOnDuty.as_view(), name="api-duty-act"),
    path("sponsor-assignments/", sponsors.SponsorList.as_view(), name="api-sponsors"),
    path("sponsor-assignments/<int:pk>/", sponsors.SponsorDetail.as_view(), name="api-sponsor"),
    path("sponsor-assignments/<int:pk>/acts/<slug:name>/", sponsors.ActOnSponsor.as_view(), name="api-sponsor-act"),
    path("schools/<str:code>/sponsor-needs/", sponsors.SponsorNeeds.as_view(), name="api-sponsor-needs"),
    path("expense-statements/", expenses.StatementList.as_view(), name="api-expenses"),
    path("expense-statements/<int:pk>/", expenses.StatementDetail.as_view(), name="api-expense"),
    path("expense-statements/<int:pk>/acts/<slug:name>/", expenses.ActOnStatement.as_view(), name="api-expense-act"),
    path("expense-statements/<int:pk>/lines/", expenses.Lines.as_view(), name="api-expense-lines"),
    path("expense-statements/<int:pk>/lines/<int:key>/", expenses.OneLine.as_view(), name="api-expense-line"),
    path("expense-statements/<int:pk>/receipts/", expenses.Receipts.as_view(), name="api-expense-receipts"),
    path(
        "expense-statements/<int:pk>/receipts/<uuid:file>/", expenses.ReceiptFile.as_view(), name="api-expense-receipt"
    ),
    path("expense-statements/<int:pk>/duties/", expenses.Duties.as_view(), name="api-expense-duties"),
    path("expense-statements/<int:pk>/duties/<int:key>/", expenses.OneDuty.as_view(), name="api-expense-duty"),
    path("expense-totals/", expense_figures.Totals.as_view(), name="api-expense-totals"),
    path("expense-arrears/", expense_figures.Arrears.as_view(), name="api-expense-arrears"),
    path("stakeholders/", StakeholderList.as_view(), name="api-stakeholders"),
    path("stakeholders/<int:pk>/", StakeholderDetail.as_view(), name="api-stakeholder"),
]
