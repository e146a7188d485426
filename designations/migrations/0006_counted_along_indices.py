"""Standings and waiting dossiers are counted along their indices, which hold all that tells them apart."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('designations', '0005_standings_near'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='standing',
            name='standing_by_verdict',
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['type', 'verdict', 'is_near'], name='standing_by_verdict'),
        ),
        migrations.RemoveIndex(
            model_name='dossier',
            name='dossier_by_waiting',
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['status', 'state_since'], include=('school', 'reviewer', 'proposed_by', 'opened_by_ministry'), name='dossier_by_waiting'),
        ),
    ]
