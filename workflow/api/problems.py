"""Errors as application/problem+json."""

from rest_framework.views import exception_handler


def explain(error, context):
    return exception_handler(error, context)
