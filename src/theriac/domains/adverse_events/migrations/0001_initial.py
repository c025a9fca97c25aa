import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='AdverseEventReport',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField(null=True)),
                    ('key_of', models.UUIDField()),
                    ('first_id', models.UUIDField(null=True)),
                    ('follow_up', models.PositiveSmallIntegerField(default=0)),
                    ('state', models.CharField(default='draft', max_length=9)),
                    ('seriousness', models.CharField(blank=True, default='', max_length=60)),
                    ('learned_on', models.DateField()),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='adverse_event.content', owner='key_of')),
                    ('assessment', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='adverse_event.assessment', owner='key_of')),
                    ('at', models.DateTimeField()),
                    ('by', models.UUIDField()),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('sent_on', models.DateField(null=True)),
                    ('sent_by', models.UUIDField(null=True)),
                    ('authority', models.CharField(blank=True, default='', max_length=12)),
                    ('way', models.CharField(blank=True, default='', max_length=8)),
                    ('reference', models.CharField(blank=True, default='', max_length=60)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('withdrawn_by', models.UUIDField(null=True)),
                    ('withdrawn_why', models.CharField(blank=True, default='', max_length=12)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'adverse_events_report',
                    'indexes': [models.Index(fields=['branch', 'at'], name='adverse_event_of_branch'), models.Index(fields=['patient_id', 'at'], name='adverse_event_of_patient')],
                    'constraints': [models.UniqueConstraint(fields=('first_id', 'follow_up'), name='adverse_event_version'), models.CheckConstraint(condition=models.Q(models.Q(('first_id', None), ('follow_up', 0)), models.Q(('first_id__isnull', False), ('follow_up__gt', 0)), _connector='OR'), name='adverse_event_follows'), models.CheckConstraint(condition=models.Q(('patient_id', None), ('key_of', models.F('patient_id')), _connector='OR'), name='adverse_event_key'), models.CheckConstraint(condition=models.Q(models.Q(('authority', ''), ('sent_at', None), ('sent_by', None), ('sent_on', None), ('way', ''), models.Q(('state', 'sent'), _negated=True)), models.Q(('sent_at__isnull', False), ('sent_by__isnull', False), ('sent_on__isnull', False), models.Q(('authority', ''), _negated=True), models.Q(('way', ''), _negated=True), models.Q(('state', 'draft'), _negated=True)), _connector='OR'), name='adverse_event_sent'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_why', ''), models.Q(('state', 'withdrawn'), _negated=True)), models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_why', ''), _negated=True)), _connector='OR'), name='adverse_event_stands')],
                },
            ), migrations.CreateModel(
                name='ReportingPeriod',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('serious_days', models.PositiveSmallIntegerField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'adverse_events_period',
                },
            ), migrations.CreateModel(
                name='MedicineNamed',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('role', models.CharField(max_length=11)),
                    ('product_id', models.UUIDField()),
                    ('batch_id', models.UUIDField(null=True)),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='medicines', to='adverse_events.adverseeventreport')),
                ],
                options={
                    'db_table': 'adverse_events_medicine',
                    'indexes': [models.Index(fields=['product_id'], name='adverse_event_of_product'), models.Index(fields=['batch_id'], name='adverse_event_of_batch')],
                    'constraints': [models.UniqueConstraint(fields=('report', 'position'), name='adverse_event_medicine')],
                },
            )],
        ),
    ]
