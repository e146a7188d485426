"""Filters of lists take what is documented and nothing near it: -58800 is not "true", half a year is not a year."""

import django_filters
import pytest
from django.db import models

from tests.api.test_acts_reach import views
from workflow.api.filtering import WhenAsked

WHOLE = (models.IntegerField, models.SmallIntegerField, models.PositiveIntegerField, models.PositiveSmallIntegerField)


def filters():
    """Each filter of each list, with the model that it asks."""
    for view in views():
        rows = getattr(view, "queryset", None)
        if rows is None or not (getattr(view, "filterset_class", None) or getattr(view, "filterset_fields", None)):
            continue
        asked = WhenAsked().get_filterset_class(view, rows)
        for name, one in asked.base_filters.items():
            yield pytest.param(rows.model, one, id=f"{view.__name__}-{name}")


def is_whole(model, path):
    """Whether the field behind the filter holds whole numbers; a made-up name has no field."""
    for part in path.split("__"):
        fields = {field.name: field for field in model._meta.get_fields()}
        if part not in fields:
            return False
        field, model = fields[part], getattr(fields[part], "related_model", None) or model
    return isinstance(field, WHOLE)


def test_the_walk_finds_the_filters():
    assert len(list(filters())) > 100


@pytest.mark.parametrize(("model", "one"), filters())
def test_a_filter_takes_nothing_near_what_it_means(model, one):
    assert type(one) is not django_filters.BooleanFilter, "workflow.api.filtering.TrueOrFalseFilter"
    if type(one) is django_filters.NumberFilter:
        assert not is_whole(model, one.field_name), "workflow.api.filtering.WholeNumberFilter, or a Strict filter set"
