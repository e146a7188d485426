"""The vocabulary holds every word that begins with four letters, digits behind them or not, so that it knows all words of a
beginning. Words like another are found in half the time, by the groups of letters that they share."""

from django.db import migrations

LEARN = """
CREATE OR REPLACE FUNCTION text_vocabulary_learn() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed text := 'new_rows';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        changed := format(
            'new_rows JOIN old_rows USING (id) WHERE new_rows.%1$I IS DISTINCT FROM old_rows.%1$I', TG_ARGV[0]);
    END IF;
    EXECUTE format(
        'INSERT INTO text_vocabulary SELECT DISTINCT new_word FROM (SELECT new_rows.%I AS given FROM %s) AS texts, '
        'unnest(tsvector_to_array(text_words(given))) AS new_word WHERE {learned} '
        'AND NOT EXISTS (SELECT 1 FROM text_vocabulary WHERE word = new_word)', TG_ARGV[0], changed);
    RETURN NULL;
END $$;
"""
# What shares less than this is in no question worth comparing; of 50 words nearest by GiST none was meant that lay below.
# The extension reads its threshold from a setting. It is set inside, and not by SET at the function's head, which only a
# superuser could restore from a dump. No pending list: the vocabulary seldom grows, and each search would read the list.
NEAR = """
DROP INDEX text_vocabulary_near;
CREATE INDEX text_vocabulary_near ON text_vocabulary USING gin (word gin_trgm_ops) WITH (fastupdate = off);
CREATE FUNCTION words_like(asked text, most int) RETURNS SETOF text LANGUAGE plpgsql STRICT AS $$
DECLARE
    before text := current_setting('pg_trgm.similarity_threshold', true);
BEGIN
    PERFORM set_config('pg_trgm.similarity_threshold', '0.06', true);
    RETURN QUERY SELECT word FROM text_vocabulary WHERE word % asked ORDER BY word <-> asked LIMIT most;
    PERFORM set_config('pg_trgm.similarity_threshold', coalesce(before, '0.3'), true);
END $$;
"""
NEAREST = """
DROP FUNCTION words_like(text, int);
DROP INDEX text_vocabulary_near;
CREATE INDEX text_vocabulary_near ON text_vocabulary USING gist (word gist_trgm_ops(siglen=32));
"""


def learning(learned: str) -> str:
    return LEARN.replace("{learned}", learned)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_representatives")]

    operations = [
        migrations.RunSQL(
            learning("new_word ~ ''^[a-z]{4}''"),
            learning("length(new_word) >= 4 AND new_word !~ ''[0-9]''"),
        ),
        migrations.RunSQL(NEAR, NEAREST),
    ]
