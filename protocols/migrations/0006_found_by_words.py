"""Protocols and stakeholders are found by the words of their titles and names; the vocabulary learns those words."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations
from django.db.models import F

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
NAME = {"table": "protocols_stakeholder", "column": "name"}
TITLE = {"table": "protocols_protocol", "column": "title"}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_words_of_texts"),
        ("protocols", "0005_one_history"),
    ]

    operations = [
        migrations.AddIndex(model_name="stakeholder", index=GinIndex(TextWords(F("name")), name="stakeholder_words")),
        migrations.AddIndex(model_name="protocol", index=GinIndex(TextWords(F("title")), name="protocol_words")),
        migrations.RunSQL(LEARN.format(**NAME), FORGET.format(**NAME)),
        migrations.RunSQL(LEARN.format(**TITLE), FORGET.format(**TITLE)),
    ]
