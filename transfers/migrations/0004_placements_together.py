"""Results of a placement are kept some hundreds together (docs/adr/0031); merits as placements read them by the million."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.math
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
import transfers.models.placements
from django.db import migrations, models

# Score and tie values, eight bytes each, the highest byte first.
MERIT = """
    CREATE FUNCTION merit_of_bytes(merit bytea) RETURNS int8[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT ARRAY(
            SELECT ('x' || encode(substr(merit, 8 * part + 1, 8), 'hex'))::bit(64)::int8
            FROM generate_series(0, length(merit) / 8 - 1) part ORDER BY part
        )
    $$;
"""
# As the trigger writes them.
TICKETS = """
    ALTER TABLE transfers_application DISABLE TRIGGER USER;
    UPDATE transfers_application a SET ticket = int8send(a.id)
        || substr(sha256(convert_to(r.seed || ':' || lpad(a.id::text, greatest(9, length(a.id::text)), '0'), 'UTF8')), 1, 8)
        || int8send((a.score * 1000000)::int8)
        || coalesce((
            SELECT string_agg(int8send((tie::numeric * 1000000)::int8), '' ORDER BY number)
            FROM jsonb_array_elements_text(a.ties) WITH ORDINALITY parts (tie, number)
        ), '')
    FROM transfers_transferround r WHERE r.id = a.round_id;
    ALTER TABLE transfers_application ENABLE TRIGGER USER;
"""
# A thousand numbers would be compressed, which takes five times as long as to write them.
PLAIN = "".join(
    f"ALTER TABLE transfers_placementpart ALTER COLUMN {column} SET STORAGE EXTERNAL;"
    for column in ("applications", "programmes", "preferences", "ends", "ranks", "merits")
)
# What one run says of one application, out of its part.
OUT_OF_PARTS = """
    SELECT p.run_id, t.application_id, nullif(t.programme_id, 0) AS programme_id, nullif(t.preference, 0) AS preference,
        p.ranks[coalesce(p.ends[t.n::int - 1], 0) + 1 : p.ends[t.n::int]] AS ranks,
        merit_of_bytes(substr(
            p.merits, (t.n::int - 1) * (length(p.merits) / cardinality(p.applications)) + 1,
            length(p.merits) / cardinality(p.applications)
        )) AS merit,
        int8range(p.first, p.last, '[]') AS span
    FROM transfers_placementpart p
    CROSS JOIN LATERAL unnest(p.applications, p.programmes, p.preferences) WITH ORDINALITY
        t (application_id, programme_id, preference, n)
"""
VIEW = f"CREATE VIEW transfers_placement AS {OUT_OF_PARTS}"
# The constraints are asked at once: no trigger is made on a table that still has questions open.
TOGETHER = """
    WITH numbered AS (
        SELECT *, (row_number() OVER (PARTITION BY run_id ORDER BY application_id) - 1) / 1000 AS part FROM transfers_placement
    ), ended AS (
        SELECT *, (sum(cardinality(ranks)) OVER (PARTITION BY run_id, part ORDER BY application_id))::int AS ends_at FROM numbered
    ), own AS (
        SELECT run_id, part, array_agg(application_id ORDER BY application_id) AS applications,
            array_agg(coalesce(programme_id, 0) ORDER BY application_id) AS programmes,
            array_agg(coalesce(preference, 0)::int2 ORDER BY application_id) AS preferences,
            array_agg(ends_at ORDER BY application_id) AS ends
        FROM ended GROUP BY run_id, part
    ), ranked AS (
        SELECT run_id, part, array_agg(rank ORDER BY application_id, n) AS ranks
        FROM numbered CROSS JOIN LATERAL unnest(ranks) WITH ORDINALITY t (rank, n) GROUP BY run_id, part
    ), merited AS (
        SELECT run_id, part, string_agg(int8send(value), '' ORDER BY application_id, n) AS merits
        FROM numbered CROSS JOIN LATERAL unnest(merit) WITH ORDINALITY t (value, n) GROUP BY run_id, part
    )
    INSERT INTO transfers_placementpart (run_id, first, last, applications, programmes, preferences, ends, ranks, merits)
    SELECT run_id, applications[1], applications[cardinality(applications)], applications, programmes, preferences, ends,
        coalesce(ranks, '{}'), coalesce(merits, '')
    FROM own LEFT JOIN ranked USING (run_id, part) LEFT JOIN merited USING (run_id, part) ORDER BY run_id, part;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
"""
ONE_BY_ONE = f"""
    ALTER TABLE transfers_placement RENAME CONSTRAINT transfers_placement_pkey TO placement_once_a_run;
    INSERT INTO transfers_placement (run_id, application_id, programme_id, preference, ranks, merit)
    SELECT run_id, application_id, programme_id, preference, ranks, merit FROM ({OUT_OF_PARTS}) parts;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('transfers', '0003_to_register'),
    ]

    operations = [
        migrations.RunSQL(MERIT, "DROP FUNCTION merit_of_bytes(bytea)"),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['round', 'id'], include=('status',), name='application_of_round'),
        ),
        migrations.AlterField(
            model_name='application',
            name='round',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='transfers.transferround', verbose_name='dönem'),
        ),
        migrations.AlterField(
            model_name='runprogramme',
            name='run',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='transfers.placementrun', verbose_name='yerleştirme'),
        ),
        migrations.AddField(
            model_name='application',
            name='ticket',
            field=models.BinaryField(default=bytes, editable=False, verbose_name='sıralama bilgisi'),
        ),
        migrations.RunSQL(TICKETS, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='writes_its_ticket', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    SELECT int8send(NEW.id)\n        || substr(sha256(convert_to(r.seed || ':' || lpad(NEW.id::text, greatest(9, length(NEW.id::text)), '0'), 'UTF8')), 1, 8)\n        || int8send((NEW.score * 1000000)::int8)\n        || coalesce((\n            SELECT string_agg(int8send((tie::numeric * 1000000)::int8), '' ORDER BY number)\n            FROM jsonb_array_elements_text(NEW.ties) WITH ORDINALITY parts (tie, number)\n        ), '')\n    INTO NEW.ticket FROM transfers_transferround r WHERE r.id = NEW.round_id;\n    RETURN NEW;\n", hash='9bc7b555a439e32a8c3ab8039514d43542be4a46', operation='INSERT OR UPDATE OF "id", "round_id", "score", "ties", "ticket"', pgid='pgtrigger_writes_its_ticket_210d8', table='transfers_application', when='BEFORE')),
        ),
        migrations.CreateModel(
            name='PlacementPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='transfers.placementrun', verbose_name='yerleştirme')),
                ('first', models.BigIntegerField(verbose_name='ilk başvuru')),
                ('last', models.BigIntegerField(verbose_name='son başvuru')),
                ('applications', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None, verbose_name='başvurular')),
                ('programmes', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None, verbose_name='yerleştikleri yerler')),
                ('preferences', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None, verbose_name='yerleştikleri tercihler')),
                ('ends', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None, verbose_name='sıralarının bittiği yerler')),
                ('ranks', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None, verbose_name='sıralar')),
                ('merits', models.BinaryField(verbose_name='puan ve eşitlik değerleri')),
            ],
            options={
                'verbose_name': 'Yerleştirme sonuçlarının bölümü',
                'verbose_name_plural': 'Yerleştirme sonuçlarının bölümleri',
                'ordering': ['run', 'first'],
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('run', '='), (transfers.models.placements.Span('first', 'last'), '&&')], name='placementpart_once_a_run'),
                    models.CheckConstraint(condition=models.Q(('first', models.F('applications__0')), ('last', models.Func(models.F('applications'), output_field=models.BigIntegerField(), template='(%(expressions)s)[cardinality(%(expressions)s)]'))), name='placementpart_between_its_keys'),
                    models.CheckConstraint(condition=models.Q(django.db.models.lookups.IsNull(models.Func(models.F('applications'), output_field=models.IntegerField(), template='array_position(%(expressions)s, NULL)'), True), django.db.models.lookups.IsNull(models.Func(models.F('programmes'), output_field=models.IntegerField(), template='array_position(%(expressions)s, NULL)'), True), django.db.models.lookups.IsNull(models.Func(models.F('preferences'), output_field=models.IntegerField(), template='array_position(%(expressions)s, NULL)'), True)), name='placementpart_of_numbers'),
                    models.CheckConstraint(condition=models.Q(('preferences__len', models.F('applications__len')), ('programmes__len', models.F('applications__len')), ('applications__len__gt', 0), ('ends__len', models.F('applications__len')), ('ranks__len', models.Func(models.F('ends'), output_field=models.BigIntegerField(), template='(%(expressions)s)[cardinality(%(expressions)s)]')), django.db.models.lookups.Exact(django.db.models.functions.math.Mod(models.Func(models.F('merits'), function='length', output_field=models.IntegerField()), 'applications__len'), 0)), name='placementpart_of_equal_lengths'),
                    models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(models.Func(models.F('programmes'), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None), template='array_positions(%(expressions)s, 0::bigint)'), models.Func(models.F('preferences'), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None), template='array_positions(%(expressions)s, 0::smallint)')), models.Func(models.F('preferences'), output_field=models.BooleanField(), template='0 <= ALL (%(expressions)s)')), name='placementpart_on_a_preference'),
                ],
            },
        ),
        migrations.RunSQL(PLAIN, migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(model_name='placement', name='while_computed'),
        pgtrigger.migrations.RemoveTrigger(model_name='placement', name='stays'),
        migrations.RunSQL(TOGETHER, ONE_BY_ONE),
        migrations.DeleteModel('Placement'),
        migrations.RunSQL(VIEW, "DROP VIEW transfers_placement"),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('pk', models.CompositePrimaryKey('run_id', 'application_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='transfers.placementrun', verbose_name='yerleştirme')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='transfers.application', verbose_name='başvuru')),
                ('programme', models.ForeignKey(null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='transfers.runprogramme', verbose_name='yerleştiği yer')),
                ('preference', models.PositiveSmallIntegerField(null=True, verbose_name='yerleştiği tercih')),
                ('ranks', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None, verbose_name='sıralar')),
                ('merit', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None, verbose_name='puan ve eşitlik değerleri')),
                ('span', django.contrib.postgres.fields.ranges.BigIntegerRangeField(verbose_name='bölümün başvuruları')),
            ],
            options={
                'managed': False,
                'db_table': 'transfers_placement',
                'verbose_name': 'Yerleştirme sonucu',
                'verbose_name_plural': 'Yerleştirme sonuçları',
                'ordering': ['run', 'application'],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placementpart',
            trigger=pgtrigger.compiler.Trigger(name='while_computed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM transfers_placementrun WHERE id IN (SELECT run_id FROM made) ORDER BY id FOR SHARE;\n    IF EXISTS (\n        SELECT 1 FROM (SELECT DISTINCT run_id FROM made) m\n        LEFT JOIN transfers_placementrun r ON r.id = m.run_id\n        WHERE r.status IS DISTINCT FROM 'run_prepared'\n    ) THEN\n        RAISE EXCEPTION 'placement_while_computed' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NULL;\n", hash='15ceea3072c3bdda123e993aaf138aed7d17a665', level='STATEMENT', operation='INSERT', pgid='pgtrigger_while_computed_e6787', referencing='REFERENCING NEW TABLE AS made ', table='transfers_placementpart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placementpart',
            trigger=pgtrigger.compiler.Trigger(name='stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'placement_stays' USING ERRCODE = 'check_violation';", hash='d6e634b464766a2e5cb570127f6c7b6369d8b3e7', operation='UPDATE OR DELETE', pgid='pgtrigger_stays_d720a', table='transfers_placementpart', when='BEFORE')),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='placementrun',
            name='finishes_whole',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placementrun',
            trigger=pgtrigger.compiler.Trigger(name='finishes_whole', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'run_prepared\' AND NOT (NEW."status" = \'run_prepared\'))', func="\n    IF EXISTS (\n        SELECT 1 FROM transfers_placementpart p\n        WHERE p.run_id = NEW.id AND CASE WHEN p.applications = ARRAY(\n            SELECT a.id FROM transfers_application a\n            WHERE a.round_id = NEW.round_id AND a.id BETWEEN p.first AND p.last AND a.status = ANY(CASE NEW.purpose WHEN 'main' THEN ARRAY['application_submitted'] WHEN 'objection' THEN ARRAY['application_submitted', 'application_placed', 'application_registered', 'application_waiting'] WHEN 'waiting' THEN ARRAY['application_waiting'] END)\n            ORDER BY a.id\n        ) THEN false ELSE p.applications <> ARRAY(SELECT DISTINCT key FROM unnest(p.applications) u(key) ORDER BY key) OR EXISTS (\n            SELECT 1 FROM unnest(p.applications) u(key)\n            LEFT JOIN transfers_application a ON a.id = u.key AND a.round_id = NEW.round_id WHERE a.id IS NULL\n        ) END\n    ) THEN\n        RAISE EXCEPTION 'placement_of_its_round' USING ERRCODE = 'check_violation';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM (\n            SELECT programme, count(*) AS placed FROM (\n                SELECT unnest(programmes) AS programme FROM transfers_placementpart WHERE run_id = NEW.id\n            ) results GROUP BY programme\n        ) m LEFT JOIN transfers_runprogramme p ON p.id = m.programme -- by its key alone: of new rows nothing is counted yet\n        WHERE m.programme <> 0 AND m.placed > CASE p.run_id WHEN NEW.id THEN p.seats ELSE 0 END\n    ) THEN\n        RAISE EXCEPTION 'placement_within_seats' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='df9010836eb1beef1b3afa27033ee6189fd19e72', operation='UPDATE', pgid='pgtrigger_finishes_whole_21485', table='transfers_placementrun', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='runprogramme',
            trigger=pgtrigger.compiler.Trigger(name='while_computed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM transfers_placementrun WHERE id IN (SELECT run_id FROM made) ORDER BY id FOR SHARE;\n    IF EXISTS (\n        SELECT 1 FROM (SELECT DISTINCT run_id FROM made) m\n        LEFT JOIN transfers_placementrun r ON r.id = m.run_id\n        WHERE r.status IS DISTINCT FROM 'run_prepared'\n    ) THEN\n        RAISE EXCEPTION 'placement_while_computed' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NULL;\n", hash='a711a3021dc3e4bb97e9e33c4dfa597e09559cff', level='STATEMENT', operation='INSERT', pgid='pgtrigger_while_computed_22b7f', referencing='REFERENCING NEW TABLE AS made ', table='transfers_runprogramme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='runprogramme',
            trigger=pgtrigger.compiler.Trigger(name='stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (SELECT status FROM transfers_placementrun WHERE id = OLD.run_id) <> 'run_prepared' THEN\n                        RAISE EXCEPTION 'runprogramme_stays' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;\n                ", hash='b677ad5bbd9f2d5046141ed6e28a406175dd5a66', operation='UPDATE OR DELETE', pgid='pgtrigger_stays_d6a3d', table='transfers_runprogramme', when='BEFORE')),
        ),
    ]
