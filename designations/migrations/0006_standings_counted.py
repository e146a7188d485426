"""The country's standings are counted along one index, in the order in which they are told."""

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
    ]
