import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
        ('stock', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='ColdSensor',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('name', models.CharField(max_length=60)),
                    ('shelf', models.CharField(default='', max_length=20)),
                    ('storage', models.CharField(default='fridge', max_length=60)),
                    ('low', models.IntegerField(default=20)),
                    ('high', models.IntegerField(default=80)),
                    ('minutes', models.PositiveIntegerField(default=30)),
                    ('silent_minutes', models.PositiveIntegerField(default=120)),
                    ('is_active', models.BooleanField(default=True)),
                    ('created_at', models.DateTimeField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.place')),
                ],
                options={
                    'db_table': 'stock_cold_sensor',
                    'constraints': [models.CheckConstraint(condition=models.Q(('low__lt', models.F('high'))), name='cold_limits_apart')],
                },
            ), migrations.CreateModel(
                name='ColdReading',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('taken_at', models.DateTimeField()),
                    ('tenths', models.IntegerField()),
                    ('is_out', models.BooleanField()),
                    ('recorded_at', models.DateTimeField()),
                    ('actor_id', models.UUIDField()),
                    ('sensor', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='cold_chain.coldsensor')),
                ],
                options={
                    'db_table': 'stock_cold_reading',
                    'constraints': [models.UniqueConstraint(fields=('sensor', 'taken_at'), name='cold_reading_once'), models.CheckConstraint(condition=models.Q(('tenths__gte', -1000), ('tenths__lte', 1000)), name='cold_reading_sane')],
                },
            ), migrations.CreateModel(
                name='Excursion',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('began_at', models.DateTimeField()),
                    ('last_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('lowest', models.IntegerField()),
                    ('highest', models.IntegerField()),
                    ('low', models.IntegerField()),
                    ('high', models.IntegerField()),
                    ('minutes', models.PositiveIntegerField()),
                    ('is_borne_out', models.BooleanField(default=True)),
                    ('raised_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_by', models.UUIDField(null=True)),
                    ('note', models.CharField(default='', max_length=250)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('sensor', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='excursions', to='cold_chain.coldsensor')),
                ],
                options={
                    'db_table': 'stock_excursion',
                    'constraints': [models.UniqueConstraint(fields=('sensor', 'began_at'), name='excursion_once'), models.CheckConstraint(condition=models.Q(('closed_at', None), ('ended_at__isnull', False), _connector='OR'), name='excursion_closed_after_end')],
                },
            ), migrations.CreateModel(
                name='ExcursionBatch',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('was_held', models.BooleanField()),
                    ('decision', models.CharField(default='', max_length=10)),
                    ('reason', models.CharField(default='', max_length=120)),
                    ('decided_by', models.UUIDField(null=True)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('excursion', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='batches', to='cold_chain.excursion')),
                ],
                options={
                    'db_table': 'stock_excursion_batch',
                    'constraints': [models.UniqueConstraint(fields=('excursion', 'batch'), name='excursion_batch_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), models.Q(('reason', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='excursion_batch_decided')],
                },
            )],
        ),
    ]
