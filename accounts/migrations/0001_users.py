"""Users, and the words by which names and titles are found. Users stand alone: the packages' tables name them."""

import accounts.tables
import accounts.wording
import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.indexes
import django.db.models.functions.text
import django.utils.timezone
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models

# No SQL function, which would be written out in place and lose its cost: the planner must know that it is dear enough to ask
# the index and not each row, and too cheap to compile the statement first, which takes longer than a search. NFC, lower case
# by Turkish rules and the plain letters are those of schools.turkish.fold.
WORDS = """
CREATE FUNCTION text_words(given text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 50 AS $$
BEGIN
    RETURN array_to_tsvector(string_to_array(btrim(regexp_replace(
        translate(lower(normalize(given, NFC) COLLATE "tr-x-icu"), 'çğıöşüâîû', 'cgiosuaiu'), '[^0-9a-z]+', ' ', 'g')), ' '));
END $$;
"""
# Words of institutions and organisations, never of people, as far as they begin with four letters. Written without a unique
# key: two transactions that meet the same new word would wait for each other; a word that stands twice does no harm. No
# pending list: the vocabulary seldom grows, and each search would read the list.
VOCABULARY = """
CREATE TABLE text_vocabulary (word text COLLATE "C" NOT NULL);
CREATE INDEX text_vocabulary_word ON text_vocabulary (word);
CREATE INDEX text_vocabulary_near ON text_vocabulary USING gin (word gin_trgm_ops) WITH (fastupdate = off);
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
        'unnest(tsvector_to_array(text_words(given))) AS new_word WHERE new_word ~ ''^[a-z]{4}'' '
        'AND NOT EXISTS (SELECT 1 FROM text_vocabulary WHERE word = new_word)', TG_ARGV[0], changed);
    RETURN NULL;
END $$;
"""
# What shares less than this is in no question worth comparing; of 50 words nearest by GiST none was meant that lay below.
# The extension reads its threshold from a setting. It is set inside, and not by SET at the function's head, which only a
# superuser could restore from a dump.
NEAR = """
CREATE FUNCTION words_like(asked text, most int) RETURNS SETOF text LANGUAGE plpgsql STRICT AS $$
DECLARE
    before text := current_setting('pg_trgm.similarity_threshold', true);
BEGIN
    PERFORM set_config('pg_trgm.similarity_threshold', '0.06', true);
    RETURN QUERY SELECT word FROM text_vocabulary WHERE word % asked ORDER BY word <-> asked LIMIT most;
    PERFORM set_config('pg_trgm.similarity_threshold', coalesce(before, '0.3'), true);
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_api_clients"),
        ("accounts", "0003_turkish_labels"),
        ("accounts", "0004_stored_answers"),
        ("accounts", "0005_security_log_and_ends_of_duties"),
        ("accounts", "0006_substitutions"),
        ("accounts", "0007_words_of_texts"),
        ("accounts", "0008_cost_of_words"),
        ("accounts", "0009_representatives"),
        ("accounts", "0010_vocabulary_of_whole_words"),
    ]
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL(WORDS, "DROP FUNCTION text_words(text)"),
        migrations.RunSQL(VOCABULARY, "DROP TABLE text_vocabulary; DROP FUNCTION text_vocabulary_learn()"),
        migrations.RunSQL(NEAR, "DROP FUNCTION words_like(text, int)"),
        accounts.tables.MakeTables(
            tables=[
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                        ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                        ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                        ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-posta')),
                        ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='gösterim hesabı')),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'verbose_name': 'Kullanıcı',
                        'verbose_name_plural': 'Kullanıcılar',
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(accounts.wording.TextWords(django.db.models.functions.text.Concat(models.F('first_name'), models.Value(' '), models.F('last_name'))), name='user_words')],
                    },
                    managers=[
                        ('objects', django.contrib.auth.models.UserManager()),
                    ],
                ),
            ],
        ),
    ]
