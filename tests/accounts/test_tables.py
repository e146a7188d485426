"""Tables made together are those that Django would have made one by one."""

import pgtrigger
import pytest
from django.db import connection, models
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

from accounts.tables import MakeTables

pytestmark = pytest.mark.django_db
KEY = ("id", models.BigAutoField(primary_key=True))
# The apple names its tree, which stands behind it.
APPLE = CreateModel("Apple", [KEY, ("tree", models.ForeignKey("orchard.tree", models.CASCADE))])
TREE = CreateModel(
    "Tree", [KEY, ("height", models.IntegerField())], options={"indexes": [models.Index("height", name="tree_height")]}
)


def trigger():
    state = ProjectState()
    TREE.state_forwards("orchard", state)
    stays = pgtrigger.Protect(name="stays", operation=pgtrigger.Delete)
    return stays.compile(state.apps.get_model("orchard", "tree"))


def guarded_tree():
    return CreateModel("Tree", TREE.fields, options={**TREE.options, "triggers": [trigger()]})


def found(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [value for (value,) in cursor.fetchall()]


def standing():
    """Tables, indexes, keys and triggers of the orchard."""
    return (
        found("SELECT relname FROM pg_class WHERE relname ~ '^(orchard|tree)_' AND relkind IN ('r', 'i') ORDER BY 1")
        + found("SELECT conname FROM pg_constraint WHERE conname ~ '^orchard_.*_fk_' ORDER BY 1")
        + found(
            "SELECT tgname FROM pg_trigger WHERE tgrelid::regclass::text ~ '^orchard_' AND NOT tgisinternal ORDER BY 1"
        )
    )


def carried_out(steps):
    """What stands after the steps, and after they were taken back."""
    states = [ProjectState()]
    with connection.schema_editor() as editor:
        for step in steps:
            state = states[-1].clone()
            step.state_forwards("orchard", state)
            step.database_forwards("orchard", editor, states[-1], state)
            states.append(state)
    made = standing()
    with connection.schema_editor() as editor:
        for step, before, after in reversed(list(zip(steps, states, states[1:], strict=False))):
            step.database_backwards("orchard", editor, after, before)
    return made, standing()


def test_tables_are_made_and_taken_away_as_one_by_one():
    together = carried_out([MakeTables([APPLE, guarded_tree()])])
    one_by_one = carried_out([TREE, APPLE, AddTrigger("tree", trigger())])

    assert together == one_by_one
    assert together[1] == []
    assert {"orchard_apple", "orchard_tree", "tree_height"} < set(together[0])
    assert any(name.startswith("pgtrigger_stays") for name in together[0])
    assert any("_fk_orchard_tree_id" in name for name in together[0])


def test_models_that_were_drawn_before_are_drawn_with_the_new_ones():
    state = ProjectState()
    CreateModel("Gardener", [KEY]).state_forwards("orchard", state)
    assert state.apps.get_model("orchard", "gardener")

    MakeTables([APPLE, TREE]).state_forwards("orchard", state)

    assert "apps" not in state.__dict__  # nothing was drawn for the first of the two
    assert state.apps.get_model("orchard", "apple")._meta.get_field("tree").related_model.__name__ == "Tree"
    assert state.apps.get_model("orchard", "gardener")
