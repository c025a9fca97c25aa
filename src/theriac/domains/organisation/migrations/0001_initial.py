import django.db.models.deletion
import django.db.models.expressions
import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='Pharmacy',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('country', models.CharField(max_length=10)),
                    ('currency', models.CharField(max_length=3)),
                    ('created_at', models.DateTimeField()),
                ],
                options={
                    'db_table': 'organisation_pharmacy',
                },
            ), migrations.CreateModel(
                name='RetentionPeriod',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=40, unique=True)),
                    ('days', models.PositiveIntegerField()),
                    ('changed_at', models.DateTimeField()),
                    ('changed_by', models.UUIDField()),
                ],
                options={
                    'db_table': 'organisation_retention_period',
                },
            ), migrations.CreateModel(
                name='RetentionRun',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('state', models.CharField(default='confirmed', max_length=10)),
                    ('digest', models.CharField(max_length=64)),
                    ('plan', models.JSONField(default=list)),
                    ('confirmed_at', models.DateTimeField(db_index=True)),
                    ('confirmed_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                ],
                options={
                    'db_table': 'organisation_retention_run',
                },
            ), migrations.CreateModel(
                name='SeriesCounter',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('last_number', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'db_table': 'organisation_series_counter',
                },
            ), migrations.CreateModel(
                name='Branch',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=6, unique=True)),
                    ('name', models.CharField(max_length=120)),
                    ('address', models.CharField(default='', max_length=250)),
                    ('phone', models.CharField(default='', max_length=40)),
                    ('time_zone', models.CharField(max_length=40)),
                    ('tax_state', models.CharField(default='', max_length=4)),
                    ('tax_registered', models.BooleanField(default=True)),
                    ('tax_id', models.CharField(default='', max_length=40)),
                    ('licences', models.JSONField(default=dict)),
                    ('is_active', models.BooleanField(default=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('pharmacy', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='branches', to='organisation.pharmacy')),
                ],
                options={
                    'db_table': 'organisation_branch',
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='PharmacySettings',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('expiry_far_days', models.PositiveSmallIntegerField(db_default=180, default=180)),
                    ('expiry_look_days', models.PositiveSmallIntegerField(default=90)),
                    ('expiry_stop_days', models.PositiveSmallIntegerField(default=30)),
                    ('cash_rounding', models.PositiveIntegerField(default=1)),
                    ('tax_rate_bp', models.PositiveIntegerField(default=0)),
                    ('tax_inclusive', models.BooleanField(default=True)),
                    ('receipt_width_mm', models.PositiveSmallIntegerField(default=80)),
                    ('receipt_language', models.CharField(db_default='en', default='en', max_length=2)),
                    ('receipt_header', models.CharField(db_default='', default='', max_length=250)),
                    ('receipt_footer', models.CharField(db_default='', default='', max_length=500)),
                    ('receipt_hidden', models.JSONField(default=list)),
                    ('receipt_logo_id', models.UUIDField(null=True)),
                    ('share_days', models.PositiveSmallIntegerField(default=90)),
                    ('mass_reads', models.PositiveIntegerField(default=200)),
                    ('customer_registration', models.BooleanField(db_default=False, default=False)),
                    ('privacy_text', models.CharField(db_default='', default='', max_length=6000)),
                    ('recount_percent', models.PositiveSmallIntegerField(db_default=10, default=10)),
                    ('recount_value', models.PositiveBigIntegerField(db_default=0, default=0)),
                    ('count_items', models.PositiveSmallIntegerField(db_default=20, default=20)),
                    ('cost_percent', models.PositiveSmallIntegerField(db_default=50, default=50)),
                    ('match_percent', models.PositiveSmallIntegerField(db_default=2, default=2)),
                    ('prescription_days', models.PositiveSmallIntegerField(db_default=30, default=30)),
                    ('lead_days', models.PositiveSmallIntegerField(db_default=7, default=7)),
                    ('lead_orders', models.PositiveSmallIntegerField(db_default=5, default=5)),
                    ('review_days', models.PositiveSmallIntegerField(db_default=7, default=7)),
                    ('service_percent', models.PositiveSmallIntegerField(db_default=95, default=95)),
                    ('vital_percent', models.PositiveSmallIntegerField(db_default=98, default=98)),
                    ('returns_to_shelf', models.BooleanField(db_default=True, default=True)),
                    ('unreceipted_days', models.PositiveSmallIntegerField(db_default=30, default=30)),
                    ('till_sessions', models.BooleanField(db_default=True, default=True)),
                    ('promotions_until', models.DateField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('pharmacy', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='settings', to='organisation.pharmacy')),
                ],
                options={
                    'db_table': 'organisation_settings',
                },
            ), migrations.CreateModel(
                name='SettingsChange',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('changed_at', models.DateTimeField()),
                    ('changed_by', models.UUIDField()),
                    ('before', models.JSONField()),
                    ('after', models.JSONField()),
                    ('puts_back', models.UUIDField(null=True)),
                    ('pharmacy', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.pharmacy')),
                ],
                options={
                    'db_table': 'organisation_settings_change',
                },
            ), migrations.CreateModel(
                name='Terminal',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=8)),
                    ('code', models.CharField(max_length=4)),
                    ('name', models.CharField(max_length=60)),
                    ('secret_hash', models.CharField(max_length=64, null=True, unique=True)),
                    ('public_key', models.CharField(db_default='', default='', max_length=88)),
                    ('paired_at', models.DateTimeField(null=True)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('clock_skew_seconds', models.IntegerField(db_default=0, default=0)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='terminals', to='organisation.branch')),
                ],
                options={
                    'db_table': 'organisation_terminal',
                    'ordering': ['code'],
                    'constraints': [models.UniqueConstraint(fields=('branch', 'code'), name='terminal_code_in_branch')],
                },
            ), migrations.CreateModel(
                name='DocumentNumber',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('document', models.CharField(max_length=12)),
                    ('period', models.CharField(max_length=9)),
                    ('first_number', models.PositiveIntegerField(default=1)),
                    ('last_number', models.PositiveIntegerField(default=0)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'organisation_document_number',
                    'constraints': [models.UniqueConstraint(fields=('branch', 'document', 'period'), name='document_number_once'), models.CheckConstraint(condition=models.Q(('first_number__lte', django.db.models.expressions.CombinedExpression(models.F('last_number'), '+', models.Value(1)))), name='document_number_from_first')],
                },
            ), migrations.CreateModel(
                name='SealingKey',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('key_id', models.CharField(max_length=32, unique=True)),
                    ('public_key', models.CharField(max_length=90)),
                    ('private_key', models.TextField()),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.UUIDField()),
                    ('reason', models.CharField(default='', max_length=250)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'organisation_sealing_key',
                    'indexes': [models.Index(fields=['branch', 'made_at'], name='sealing_key_newest')],
                },
            ), migrations.CreateModel(
                name='PairingCode',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code_hash', models.CharField(max_length=64, unique=True)),
                    ('expires_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(null=True)),
                    ('without_key', models.BooleanField(default=False)),
                    ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.terminal')),
                ],
                options={
                    'db_table': 'organisation_pairing_code',
                },
            ), migrations.CreateModel(
                name='DocumentSeries',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=12)),
                    ('prefix', models.CharField(max_length=20, unique=True)),
                    ('period', models.CharField(max_length=9)),
                    ('generation', models.PositiveSmallIntegerField(default=1)),
                    ('opened_at', models.DateTimeField()),
                    ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.terminal')),
                ],
                options={
                    'db_table': 'organisation_series',
                    'constraints': [models.UniqueConstraint(fields=('terminal', 'kind', 'period', 'generation'), name='series_of_terminal')],
                },
            ), migrations.CreateModel(
                name='DeviceKey',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('public_key', models.CharField(max_length=88)),
                    ('recorded_at', models.DateTimeField()),
                    ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='device_keys', to='organisation.terminal')),
                ],
                options={
                    'db_table': 'organisation_device_key',
                    'constraints': [models.UniqueConstraint(fields=('terminal', 'public_key'), name='device_key_once')],
                },
            )],
        ),
    ]
