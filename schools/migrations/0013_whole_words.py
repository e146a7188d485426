"""Words of names that begin with four letters and hold digits, which the vocabulary did not learn before."""

from django.db import migrations

LEARN = """
INSERT INTO text_vocabulary
SELECT DISTINCT new_word FROM schools_school, unnest(tsvector_to_array(text_words(name))) AS new_word
WHERE new_word ~ '^[a-z]{4}' AND NOT EXISTS (SELECT 1 FROM text_vocabulary WHERE word = new_word);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_vocabulary_of_whole_words"),
        ("schools", "0012_imports_of_enterprises"),
    ]

    operations = [migrations.RunSQL(LEARN, migrations.RunSQL.noop)]
