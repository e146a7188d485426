"""Who is to register is found without a look at all applications."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0002_quality_in_order'),
        ('transfers', '0002_placements_by_run'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('status', 'application_placed')), fields=['school'], name='application_to_register'),
        ),
    ]
