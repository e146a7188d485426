"""Whether one criterion is short is kept with a standing, beside its key, so that counting reads no findings."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('designations', '0004_standings_in_place'),
        ('schools', '0002_quality_in_order'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='standing',
            name='standing_once_per_school_and_type',
        ),
        migrations.AddField(
            model_name='standing',
            name='is_near',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(('unknown', 0), ('unmet', 1), models.Q(('lacking__contains', ['okul/1/2']), _negated=True)), then=models.Value(True)), default=models.Value(False)), output_field=models.BooleanField(), verbose_name='bir ölçüt eksik'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.UniqueConstraint(fields=('school', 'type'), include=('verdict', 'is_near'), name='standing_once_per_school_and_type'),
        ),
    ]
