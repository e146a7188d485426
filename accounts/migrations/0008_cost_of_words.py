"""Tell the planner what the words of a text cost: dear enough to ask the index, too cheap to compile the statement first.

Above ``jit_above_cost`` PostgreSQL compiles a statement, which takes longer than a search.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_words_of_texts")]

    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION text_words(text) COST 50",
            "ALTER FUNCTION text_words(text) COST 1000",
        ),
    ]
