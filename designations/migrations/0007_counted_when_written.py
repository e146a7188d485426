"""Standings are counted when they are written, so that no look at the desk counts all of them."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# After the triggers, which keep others from writing standings until this is done.
COUNT_WHAT_IS_THERE = """
    INSERT INTO designations_standingcount (type, verdict, is_near, n)
    SELECT type, verdict, is_near, count(*) FROM designations_standing GROUP BY type, verdict, is_near
"""


class Migration(migrations.Migration):

    dependencies = [
        ('designations', '0006_counted_along_indices'),
    ]

    operations = [
        migrations.CreateModel(
            name='StandingCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('type', models.CharField(choices=[('region', 'Bölge okulu'), ('specialised', 'İhtisas'), ('in_sector', 'Sektör içi'), ('sector_integrated', 'Sektöre entegre')], max_length=20, verbose_name='özellik')),
                ('verdict', models.CharField(choices=[('eligible', 'Koşullar sağlanıyor'), ('not_eligible', 'Koşullar sağlanmıyor'), ('undetermined', 'Bilgi eksik')], max_length=15, verbose_name='sonuç')),
                ('is_near', models.BooleanField(verbose_name='bir ölçüt eksik')),
                ('n', models.IntegerField(verbose_name='sayı')),
            ],
            options={
                'verbose_name': 'Durum sayısı',
                'verbose_name_plural': 'Durum sayıları',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standing',
            trigger=pgtrigger.compiler.Trigger(name='counted_in', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    INSERT INTO designations_standingcount (type, verdict, is_near, n)\n    SELECT type, verdict, is_near, count(*) FROM made GROUP BY type, verdict, is_near;\n    RETURN NULL;\n', hash='2f67df39febb09f02fc089f14d54d5a8a60b4179', level='STATEMENT', operation='INSERT', pgid='pgtrigger_counted_in_d1a1c', referencing='REFERENCING NEW TABLE AS made ', table='designations_standing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standing',
            trigger=pgtrigger.compiler.Trigger(name='counted_out', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    INSERT INTO designations_standingcount (type, verdict, is_near, n)\n    SELECT type, verdict, is_near, -count(*) FROM gone GROUP BY type, verdict, is_near;\n    RETURN NULL;\n', hash='3fbac6b83bb5ea3c262a74433cda8e3f3f2b1cac', level='STATEMENT', operation='DELETE', pgid='pgtrigger_counted_out_87f0e', referencing='REFERENCING OLD TABLE AS gone ', table='designations_standing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standing',
            trigger=pgtrigger.compiler.Trigger(name='counted_anew', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."is_near" IS DISTINCT FROM (NEW."is_near") OR OLD."type" IS DISTINCT FROM (NEW."type") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict"))', func='\n                    INSERT INTO designations_standingcount (type, verdict, is_near, n)\n                    VALUES (OLD.type, OLD.verdict, OLD.is_near, -1), (NEW.type, NEW.verdict, NEW.is_near, 1);\n                    RETURN NULL;\n                ', hash='f82af3e5b3a07414b53d77915ce3395600a5f152', operation='UPDATE', pgid='pgtrigger_counted_anew_dae3b', table='designations_standing', when='AFTER')),
        ),
        migrations.RunSQL(COUNT_WHAT_IS_THERE, migrations.RunSQL.noop),
    ]
