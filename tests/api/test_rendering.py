"""The quick writer of JSON answers as the framework's own does."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils.functional import lazystr
from hypothesis import given, strategies as st
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.serializer_helpers import ReturnDict, ReturnList

from workflow.api.rendering import JSON

texts = st.text(st.characters(codec="utf-8"))
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=20,
)


@given(plain.filter(lambda value: value is not None))
def test_plain_values_read_the_same_from_both(value):
    assert json.loads(JSON().render(value)) == json.loads(JSONRenderer().render(value))


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 2, 28),
        datetime(2026, 2, 28, 12, 30, tzinfo=UTC),
        datetime(2026, 2, 28, 12, 30, 1, 5000, tzinfo=timezone(timedelta(hours=3))),
        Decimal("12.50"),
        UUID(int=7),
        lazystr("İl müdürlüğü"),
        ReturnDict({"a": 1}, serializer=None),
        ReturnList([1], serializer=None),
    ],
    ids=repr,
)
def test_values_of_the_register_are_written_alike(value):
    mine, usual = (json.loads(renderer().render({"v": value}))["v"] for renderer in (JSON, JSONRenderer))
    if isinstance(value, datetime):
        mine, usual = datetime.fromisoformat(mine), datetime.fromisoformat(usual)
    assert mine == usual


def test_no_answer_has_no_body():
    assert JSON().render(None) == b""
