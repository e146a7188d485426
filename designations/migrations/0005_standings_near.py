"""Whether one criterion is short is kept with a standing, and an index holds all that lists are counted by."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('designations', '0004_standings_in_place'),
        ('schools', '0002_quality_in_order'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='standing',
            name='standing_by_verdict',
        ),
        migrations.AddField(
            model_name='standing',
            name='is_near',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(('unknown', 0), ('unmet', 1), models.Q(('lacking__contains', ['okul/1/2']), _negated=True)), then=models.Value(True)), default=models.Value(False)), output_field=models.BooleanField(), verbose_name='bir ölçüt eksik'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['type', 'verdict'], include=('school', 'is_near'), name='standing_by_verdict'),
        ),
    ]
