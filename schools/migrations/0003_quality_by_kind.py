"""What is open in the register is counted by kind along an index."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0002_quality_in_order'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='qualityitem',
            index=models.Index(condition=models.Q(('gone_on', None)), fields=['kind', 'school'], name='qualityitem_open_of_kind'),
        ),
    ]
