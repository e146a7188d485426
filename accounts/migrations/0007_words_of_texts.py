"""The words of a text as a function, the vocabulary against which typing errors are held, and people by name."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Concat

from accounts.wording import TextWords

# No SQL function, which would be written out in place and lose its cost: the planner must know that it is dear, so that it
# asks the index and not each row. NFC, lower case by Turkish rules and the plain letters are those of schools.turkish.fold.
FUNCTION = """
CREATE FUNCTION text_words(given text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
BEGIN
    RETURN array_to_tsvector(string_to_array(btrim(regexp_replace(
        translate(lower(normalize(given, NFC) COLLATE "tr-x-icu"), 'çğıöşüâîû', 'cgiosuaiu'), '[^0-9a-z]+', ' ', 'g')), ' '));
END $$;
"""
# Words of institutions and organisations, never of people. Written without a unique key: two transactions that meet the same
# new word would wait for each other; a word that stands twice does no harm.
VOCABULARY = """
CREATE TABLE text_vocabulary (word text COLLATE "C" NOT NULL);
CREATE INDEX text_vocabulary_word ON text_vocabulary (word);
CREATE INDEX text_vocabulary_near ON text_vocabulary USING gist (word gist_trgm_ops(siglen=32));
CREATE FUNCTION text_vocabulary_learn() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed text := 'new_rows';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        changed := format(
            'new_rows JOIN old_rows USING (id) WHERE new_rows.%1$I IS DISTINCT FROM old_rows.%1$I', TG_ARGV[0]);
    END IF;
    EXECUTE format(
        'INSERT INTO text_vocabulary SELECT DISTINCT new_word FROM (SELECT new_rows.%I AS given FROM %s) AS texts, '
        'unnest(tsvector_to_array(text_words(given))) AS new_word '
        'WHERE length(new_word) >= 4 AND new_word !~ ''[0-9]'' '
        'AND NOT EXISTS (SELECT 1 FROM text_vocabulary WHERE word = new_word)', TG_ARGV[0], changed);
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_substitutions")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION text_words(text)"),
        migrations.RunSQL(VOCABULARY, "DROP FUNCTION text_vocabulary_learn(); DROP TABLE text_vocabulary"),
        migrations.AddIndex(
            model_name="user",
            index=GinIndex(TextWords(Concat(F("first_name"), Value(" "), F("last_name"))), name="user_words"),
        ),
    ]
