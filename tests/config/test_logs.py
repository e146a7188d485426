"""What a log says of a refusal: where it came from, and nothing of whom it was about."""

import logging

import pytest
import structlog
from django.conf import settings
from django.core.exceptions import PermissionDenied


def written_of(error):
    lines = dict(settings.LOGGING["formatters"]["lines"])
    assert lines.pop("()") is structlog.stdlib.ProcessorFormatter
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, "Forbidden", None, error)
    return structlog.stdlib.ProcessorFormatter(**lines).format(record)


def refuse(identity):
    raise PermissionDenied(f"Bu sayfa görevinize açık değil ({len(identity)}).")


def test_a_terminal_is_shown_no_values_of_variables():
    identity = "10000000146"
    with pytest.raises(PermissionDenied) as refused:
        refuse(identity)

    written = written_of((refused.type, refused.value, refused.tb))

    assert "PermissionDenied: Bu sayfa görevinize açık değil (11)." in written
    assert "in refuse" in written
    assert identity not in written
