import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='OfferedService',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('kind', models.CharField(max_length=12)),
                    ('minutes', models.PositiveSmallIntegerField()),
                    ('capacity', models.PositiveSmallIntegerField()),
                    ('quantities', models.CharField(blank=True, default='', max_length=120)),
                    ('is_offered', models.BooleanField(default=True)),
                    ('made_at', models.DateTimeField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'services_offered',
                    'constraints': [models.UniqueConstraint(fields=('branch', 'name'), name='service_offered_once'), models.CheckConstraint(condition=models.Q(('capacity__gt', 0), ('minutes__gt', 0)), name='service_has_places')],
                },
            ), migrations.CreateModel(
                name='Appointment',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField()),
                    ('begins_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('state', models.CharField(default='booked', max_length=9)),
                    ('why_cancelled', models.CharField(blank=True, default='', max_length=8)),
                    ('note', theriac.core.privacy.fields.EncryptedOrEmpty(default='', label='appointment.note', owner='patient_id')),
                    ('booked_at', models.DateTimeField()),
                    ('booked_by', models.UUIDField()),
                    ('arrived_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('offered', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='services.offeredservice')),
                ],
                options={
                    'db_table': 'services_appointment',
                    'indexes': [models.Index(fields=['branch', 'begins_at'], name='appointment_of_branch'), models.Index(fields=['offered', 'begins_at'], name='appointment_of_service'), models.Index(fields=['patient_id', 'begins_at'], name='appointment_of_patient')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='appointment_ends_after'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), models.Q(('why_cancelled', ''), _negated=True)), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('why_cancelled', '')), _connector='OR'), name='appointment_cancelled_why'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('state__in', ['booked', 'arrived'])), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), ('state__in', ['done', 'cancelled', 'missed'])), _connector='OR'), name='appointment_ended')],
                },
            ), migrations.CreateModel(
                name='OfferedVaccine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('product_id', models.UUIDField()),
                    ('offered', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vaccines', to='services.offeredservice')),
                ],
                options={
                    'db_table': 'services_vaccine',
                    'constraints': [models.UniqueConstraint(fields=('offered', 'product_id'), name='service_vaccine_once')],
                },
            ), migrations.CreateModel(
                name='ServiceRecord',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField()),
                    ('kind', models.CharField(max_length=12)),
                    ('first_id', models.UUIDField(null=True)),
                    ('correction', models.PositiveSmallIntegerField(default=0)),
                    ('product_id', models.UUIDField(null=True)),
                    ('batch_id', models.UUIDField(null=True)),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='service.content', owner='patient_id')),
                    ('at', models.DateTimeField()),
                    ('by', models.UUIDField()),
                    ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='services.appointment')),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('offered', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='services.offeredservice')),
                ],
                options={
                    'db_table': 'services_record',
                    'indexes': [models.Index(fields=['branch', 'at'], name='service_record_of_branch'), models.Index(fields=['patient_id', 'at'], name='service_record_of_patient'), models.Index(fields=['batch_id'], name='service_record_of_batch')],
                    'constraints': [models.UniqueConstraint(fields=('appointment', 'correction'), name='service_record_once'), models.CheckConstraint(condition=models.Q(models.Q(('correction', 0), ('first_id', None)), models.Q(('correction__gt', 0), ('first_id__isnull', False)), _connector='OR'), name='service_record_corrects'), models.CheckConstraint(condition=models.Q(models.Q(('batch_id__isnull', False), ('kind', 'vaccination'), ('product_id__isnull', False)), models.Q(models.Q(('kind', 'vaccination'), _negated=True), ('batch_id', None), ('product_id', None)), _connector='OR'), name='service_record_batch')],
                },
            ), migrations.CreateModel(
                name='ServiceBill',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('sale_id', models.UUIDField()),
                    ('line_id', models.UUIDField()),
                    ('unit', models.PositiveIntegerField()),
                    ('vaccine_line_id', models.UUIDField(null=True)),
                    ('vaccine_unit', models.PositiveIntegerField(null=True)),
                    ('at', models.DateTimeField()),
                    ('by', models.UUIDField()),
                    ('record', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='bill', to='services.servicerecord')),
                ],
                options={
                    'db_table': 'services_bill',
                    'indexes': [models.Index(fields=['sale_id'], name='service_bill_of_sale')],
                    'constraints': [models.UniqueConstraint(fields=('line_id', 'unit'), name='service_bill_once'), models.UniqueConstraint(fields=('vaccine_line_id', 'vaccine_unit'), name='service_bill_vaccine_once')],
                },
            )],
        ),
    ]
