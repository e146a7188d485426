"""Requests to open received plans again, and the guide of the Ministry as a file."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0050_coming'),
        ('documents', '0005_papers_of_several_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanReopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                ('status', models.CharField(choices=[('chain_draft', 'Merkezde hazırlanıyor'), ('chain_returned', 'Merkeze iade edildi'), ('chain_coordinator', 'Genel koordinatörde'), ('chain_school', 'Okul müdürlüğünde'), ('chain_district', 'İlçe müdürlüğünde'), ('chain_province', 'İl müdürlüğünde'), ('chain_directorate', 'Genel Müdürlükte'), ('chain_unit', 'Bakanlığın ilgili biriminde'), ('chain_received', 'Genel Müdürlükçe alındı'), ('chain_approved', 'Bakanlıkça onaylandı'), ('chain_dropped', 'Vazgeçildi')], default='chain_draft', editable=False, max_length=20, verbose_name='durum')),
                ('handed_in_on', models.DateField(blank=True, editable=False, null=True, verbose_name='gönderildiği gün')),
                ('decision_number', models.CharField(blank=True, editable=False, max_length=60, verbose_name='onay sayısı')),
                ('decided_on', models.DateField(blank=True, editable=False, null=True, verbose_name='onay tarihi')),
                ('reason', models.TextField(max_length=2000, verbose_name='neden')),
            ],
            options={
                'verbose_name': 'Planın yeniden açılması isteği',
                'verbose_name_plural': 'Planların yeniden açılması istekleri',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='monitoringguide',
            name='file',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment', verbose_name='kılavuzun dosyası'),
        ),
        migrations.AlterField(
            model_name='chainstep',
            name='move',
            field=models.CharField(blank=True, choices=[('handed_in', 'Gönderildi'), ('taken_back', 'Geri alındı'), ('passed', 'Uygun görülüp iletildi'), ('returned', 'Merkeze iade edildi'), ('received', 'Alındı'), ('sent_to_unit', 'Bakanlığın ilgili birimine gönderildi'), ('reopened', 'Yeniden açıldı'), ('approved', 'Bakanlıkça onaylandı')], max_length=20, verbose_name='yapılan'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monitoringguide',
            trigger=pgtrigger.compiler.Trigger(name='published_file_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'published\' AND OLD."file_id" IS DISTINCT FROM (NEW."file_id"))', func="RAISE EXCEPTION 'monitoringguide_published_file_stays' USING ERRCODE = 'check_violation';", hash='e6712a7b6a604fc032312b370da5209ef722148d', operation='UPDATE', pgid='pgtrigger_published_file_stays_e04ce', table='centers_monitoringguide', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='planreopening',
            name='author',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='hazırlayan'),
        ),
        migrations.AddField(
            model_name='planreopening',
            name='center',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='centers.center', verbose_name='merkez'),
        ),
        migrations.AddField(
            model_name='planreopening',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='centers.yearlyplan', verbose_name='plan'),
        ),
        migrations.AddConstraint(
            model_name='planreopening',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['chain_received', 'chain_dropped']), _negated=True), fields=('plan',), name='planreopening_one_at_a_time', violation_error_message='Bu planın yeniden açılması için sonuçlanmamış bir istek var.'),
        ),
        migrations.AddConstraint(
            model_name='planreopening',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='planreopening_has_a_reason'),
        ),
    ]
