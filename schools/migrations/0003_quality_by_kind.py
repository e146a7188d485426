"""What is open in the register is counted by kind along an index, and a month's lowest scores are read along one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0002_quality_in_order'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='qualityscore',
            name='qualityscore_by_month',
        ),
        migrations.AddIndex(
            model_name='qualityitem',
            index=models.Index(condition=models.Q(('gone_on', None)), fields=['kind', 'school'], name='qualityitem_open_of_kind'),
        ),
        migrations.AddIndex(
            model_name='qualityscore',
            index=models.Index(fields=['-month', 'score', 'id'], name='qualityscore_by_month'),
        ),
    ]
