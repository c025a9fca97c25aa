import theriac.core.clock
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
                name='TickHold',
                fields=[
                    ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                    ('worker', models.CharField(max_length=80)),
                    ('until', models.DateTimeField()),
                ],
                options={
                    'db_table': 'jobs_tick_hold',
                },
            ), migrations.CreateModel(
                name='WorkerBeat',
                fields=[
                    ('worker', models.CharField(max_length=80, primary_key=True, serialize=False)),
                    ('started_at', models.DateTimeField()),
                    ('seen_at', models.DateTimeField()),
                ],
                options={
                    'db_table': 'jobs_worker_beat',
                },
            ), migrations.CreateModel(
                name='Job',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('task', models.CharField(max_length=200)),
                    ('args', models.JSONField(default=list)),
                    ('kwargs', models.JSONField(default=dict)),
                    ('queue', models.CharField(default='default', max_length=32)),
                    ('priority', models.SmallIntegerField(default=0)),
                    ('state', models.CharField(default='ready', max_length=10)),
                    ('run_after', models.DateTimeField(default=theriac.core.clock.now)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('max_attempts', models.PositiveSmallIntegerField(default=5)),
                    ('lease_until', models.DateTimeField(null=True)),
                    ('worker', models.CharField(blank=True, default='', max_length=80)),
                    ('workers', models.JSONField(default=list)),
                    ('done', models.PositiveBigIntegerField(default=0)),
                    ('total', models.PositiveBigIntegerField(null=True)),
                    ('message', models.CharField(blank=True, default='', max_length=200)),
                    ('cancel_requested', models.BooleanField(default=False)),
                    ('result', models.JSONField(null=True)),
                    ('error_class', models.CharField(blank=True, default='', max_length=200)),
                    ('error_sentence', models.CharField(blank=True, default='', max_length=500)),
                    ('error_traceback', models.TextField(blank=True, default='')),
                    ('unique_key', models.CharField(blank=True, default='', max_length=150)),
                    ('live_key', models.CharField(max_length=150, null=True, unique=True)),
                    ('requested_by', models.UUIDField(null=True)),
                    ('request_id', models.CharField(blank=True, default='', max_length=64)),
                    ('language', models.CharField(blank=True, default='', max_length=10)),
                    ('created_at', models.DateTimeField(default=theriac.core.clock.now)),
                    ('started_at', models.DateTimeField(null=True)),
                    ('finished_at', models.DateTimeField(null=True)),
                ],
                options={
                    'db_table': 'jobs_job',
                    'indexes': [models.Index(fields=['state', 'run_after'], name='jobs_due'), models.Index(fields=['requested_by', 'id'], name='jobs_of_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['ready', 'running', 'succeeded', 'failed', 'cancelled'])), name='jobs_state_known'), models.CheckConstraint(condition=models.Q(('state__in', ('ready', 'running')), ('live_key__isnull', True), _connector='OR'), name='jobs_key_only_while_live')],
                },
            ), migrations.CreateModel(
                name='ScheduledRun',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('schedule', models.CharField(max_length=200)),
                    ('due_at', models.DateTimeField()),
                    ('job_id', models.UUIDField(null=True)),
                ],
                options={
                    'db_table': 'jobs_scheduled_run',
                    'constraints': [models.UniqueConstraint(fields=('schedule', 'due_at'), name='jobs_due_once')],
                },
            )],
        ),
    ]
