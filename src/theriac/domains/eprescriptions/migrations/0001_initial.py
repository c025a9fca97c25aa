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
                name='KnownCode',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('coding_system', models.CharField(max_length=200)),
                    ('code', models.CharField(max_length=60)),
                    ('product_id', models.UUIDField()),
                    ('confirmed_at', models.DateTimeField()),
                    ('confirmed_by', models.UUIDField()),
                ],
                options={
                    'db_table': 'eprescriptions_code',
                    'constraints': [models.UniqueConstraint(fields=('coding_system', 'code'), name='known_code_once')],
                },
            ), migrations.CreateModel(
                name='PrescribingSystem',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('namespace', models.CharField(max_length=200)),
                    ('registered_at', models.DateTimeField()),
                    ('registered_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'eprescriptions_system',
                    'constraints': [models.UniqueConstraint(fields=('branch', 'namespace'), name='prescribing_system_once')],
                },
            ), migrations.CreateModel(
                name='SystemKey',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('thumbprint', models.CharField(max_length=43)),
                    ('algorithm', models.CharField(max_length=5)),
                    ('public_key', models.CharField(max_length=2000)),
                    ('valid_from', models.DateField()),
                    ('valid_until', models.DateField()),
                    ('registered_at', models.DateTimeField()),
                    ('registered_by', models.UUIDField()),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('revoked_by', models.UUIDField(null=True)),
                    ('system', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='keys', to='eprescriptions.prescribingsystem')),
                ],
                options={
                    'db_table': 'eprescriptions_key',
                    'constraints': [models.UniqueConstraint(fields=('system', 'thumbprint'), name='system_key_once')],
                },
            ), migrations.CreateModel(
                name='ReceivedBundle',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kept_for', models.UUIDField()),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='eprescription.bundle', owner='kept_for')),
                    ('sent_key', models.CharField(max_length=64, unique=True)),
                    ('digest', models.CharField(max_length=64)),
                    ('signed_at', models.DateTimeField()),
                    ('received_at', models.DateTimeField()),
                    ('received_by', models.UUIDField()),
                    ('emptied_at', models.DateTimeField(null=True)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('system', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='eprescriptions.prescribingsystem')),
                    ('key', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='eprescriptions.systemkey')),
                ],
                options={
                    'db_table': 'eprescriptions_bundle',
                    'indexes': [models.Index(fields=['branch', 'digest'], name='bundle_by_digest'), models.Index(fields=['kept_for'], name='bundle_kept_for')],
                },
            ), migrations.CreateModel(
                name='EPrescription',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('kept_for', models.UUIDField()),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='eprescription.content', owner='kept_for')),
                    ('number_key', models.CharField(max_length=64, null=True, unique=True)),
                    ('line_count', models.PositiveSmallIntegerField()),
                    ('places', models.JSONField(default=list)),
                    ('state', models.CharField(default='waiting', max_length=7)),
                    ('patient_id', models.UUIDField(null=True)),
                    ('prescriber_id', models.UUIDField(null=True)),
                    ('prescription_id', models.UUIDField(null=True, unique=True)),
                    ('received_at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('settled_by', models.UUIDField(null=True)),
                    ('reason_code', models.CharField(blank=True, default='', max_length=16)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('bundle', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='prescriptions', to='eprescriptions.receivedbundle')),
                ],
                options={
                    'db_table': 'eprescriptions_prescription',
                    'indexes': [models.Index(fields=['branch', 'state', 'received_at'], name='eprescription_inbox'), models.Index(fields=['kept_for'], name='eprescription_kept_for')],
                    'constraints': [models.UniqueConstraint(fields=('bundle', 'position'), name='eprescription_once'), models.CheckConstraint(condition=models.Q(models.Q(('prescription_id__isnull', False), ('reason_code', ''), ('state', 'taken')), models.Q(('prescription_id', None), ('state', 'refused'), models.Q(('reason_code', ''), _negated=True)), models.Q(('prescription_id', None), ('reason_code', ''), ('settled_at', None), ('state', 'waiting')), _connector='OR'), name='eprescription_settled')],
                },
            )],
        ),
    ]
