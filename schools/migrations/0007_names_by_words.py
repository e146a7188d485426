"""Institutions are found by the words of their names; the vocabulary learns those words."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Collate

from accounts.wording import TextWords

LEARN = """
INSERT INTO text_vocabulary
SELECT DISTINCT new_word FROM {table}, unnest(tsvector_to_array(text_words({column}))) AS new_word
WHERE length(new_word) >= 4 AND new_word !~ '[0-9]'
  AND NOT EXISTS (SELECT 1 FROM text_vocabulary WHERE word = new_word);
CREATE TRIGGER text_vocabulary_of_new AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION text_vocabulary_learn('{column}');
CREATE TRIGGER text_vocabulary_of_changed AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION text_vocabulary_learn('{column}');
"""
FORGET = """
DROP TRIGGER text_vocabulary_of_new ON {table};
DROP TRIGGER text_vocabulary_of_changed ON {table};
"""
NAME = {"table": "schools_school", "column": "name"}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_words_of_texts"),
        ("schools", "0006_one_history"),
    ]

    operations = [
        # Too slow for a province or for several words: docs/adr/0013.
        migrations.RemoveIndex(model_name="school", name="school_search_nearest"),
        migrations.AddIndex(model_name="school", index=GinIndex(TextWords(F("name")), name="school_words")),
        migrations.AddIndex(
            model_name="school", index=models.Index(Collate(F("search_key"), "C"), name="school_search_start")
        ),
        migrations.RunSQL(LEARN.format(**NAME), FORGET.format(**NAME)),
    ]
