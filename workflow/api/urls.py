"""Addresses of long work, of the change feed and of webhooks in the API."""

from django.urls import path

from .bulk import ActOnBulkAct, BulkActDetail, BulkActList, BulkActRepeat, BulkLines
from .feed import ChangeFeed
from .jobs import JobDetail, JobList
from .people import AccountRequests, ActOnRequest, RequestDetail
from .together import Comments, Holder, OneComment
from .webhooks import (
    DeliveryDetail,
    DeliveryList,
    ResendAll,
    ResendOne,
    WebhookDetail,
    WebhookList,
    WebhookPause,
    WebhookResume,
    WebhookSecret,
    WebhookTest,
)

urlpatterns = [
    path("changes/", ChangeFeed.as_view(), name="api-changes"),
    path("bulk-acts/", BulkActList.as_view(), name="api-bulk-acts"),
    path("bulk-acts/<uuid:pk>/", BulkActDetail.as_view(), name="api-bulk-act"),
    path("bulk-acts/<uuid:pk>/lines/", BulkLines.as_view(), name="api-bulk-lines"),
    path("bulk-acts/<uuid:pk>/repeat/", BulkActRepeat.as_view(), name="api-bulk-repeat"),
    path("bulk-acts/<uuid:pk>/acts/<slug:name>/", ActOnBulkAct.as_view(), name="api-bulk-act-act"),
    path("jobs/", JobList.as_view(), name="api-jobs"),
    path("jobs/<uuid:pk>/", JobDetail.as_view(), name="api-job"),
    path("records/<slug:slug>/<int:pk>/comments/", Comments.as_view(), name="api-comments"),
    path("records/<slug:slug>/<int:pk>/comments/<int:comment>/", OneComment.as_view(), name="api-comment"),
    path("records/<slug:slug>/<int:pk>/assignments/<slug:side>/", Holder.as_view(), name="api-assignment"),
    path("account-requests/", AccountRequests.as_view(), name="api-account-requests"),
    path("account-requests/<int:pk>/", RequestDetail.as_view(), name="api-account-request"),
    path("account-requests/<int:pk>/acts/<slug:name>/", ActOnRequest.as_view(), name="api-account-request-act"),
    path("webhooks/", WebhookList.as_view(), name="api-webhooks"),
    path("webhooks/<uuid:pk>/", WebhookDetail.as_view(), name="api-webhook"),
    path("webhooks/<uuid:pk>/secret/", WebhookSecret.as_view(), name="api-webhook-secret"),
    path("webhooks/<uuid:pk>/pause/", WebhookPause.as_view(), name="api-webhook-pause"),
    path("webhooks/<uuid:pk>/resume/", WebhookResume.as_view(), name="api-webhook-resume"),
    path("webhooks/<uuid:pk>/test/", WebhookTest.as_view(), name="api-webhook-test"),
    path("webhooks/<uuid:pk>/resend/", ResendAll.as_view(), name="api-webhook-resend"),
    path("webhooks/<uuid:pk>/deliveries/", DeliveryList.as_view(), name="api-webhook-deliveries"),
    path("webhooks/<uuid:pk>/deliveries/<uuid:delivery>/", DeliveryDetail.as_view(), name="api-webhook-delivery"),
    path("webhooks/<uuid:pk>/deliveries/<uuid:delivery>/resend/", ResendOne.as_view(), name="api-webhook-resend-one"),
]
