import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='DeviceLog',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('branch_id', models.UUIDField()),
                    ('chain', models.CharField(max_length=64)),
                    ('is_head', models.BooleanField()),
                    ('begun_at', models.DateTimeField()),
                    ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.terminal')),
                ],
                options={
                    'db_table': 'device_logs_log',
                    'constraints': [models.UniqueConstraint(fields=('terminal', 'chain'), name='device_log_chain_once')],
                },
            ), migrations.CreateModel(
                name='LogEntry',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('index', models.PositiveIntegerField()),
                    ('kind', models.CharField(max_length=5)),
                    ('key', models.CharField(max_length=80)),
                    ('digest', models.CharField(max_length=64)),
                    ('previous', models.CharField(blank=True, default='', max_length=64)),
                    ('hash', models.CharField(max_length=64)),
                    ('received_at', models.DateTimeField()),
                    ('log', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='entries', to='device_logs.devicelog')),
                ],
                options={
                    'db_table': 'device_logs_entry',
                    'indexes': [models.Index(fields=['log', 'index'], name='device_log_place'), models.Index(fields=['key'], name='device_log_document')],
                    'constraints': [models.UniqueConstraint(fields=('log', 'hash'), name='device_log_hash_once')],
                },
            ), migrations.CreateModel(
                name='LogFinding',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('branch_id', models.UUIDField()),
                    ('kind', models.CharField(max_length=9)),
                    ('index', models.PositiveIntegerField(default=0)),
                    ('document_kind', models.CharField(blank=True, default='', max_length=5)),
                    ('key', models.CharField(blank=True, default='', max_length=80)),
                    ('facts', models.JSONField(default=dict)),
                    ('opened_at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('settled_by', models.UUIDField(null=True)),
                    ('note', models.CharField(blank=True, default='', max_length=250)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('log', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='findings', to='device_logs.devicelog')),
                ],
                options={
                    'db_table': 'device_logs_finding',
                    'indexes': [models.Index(fields=['branch_id', 'settled_at'], name='log_finding_open'), models.Index(fields=['settled_at', 'opened_at'], name='log_finding_waits')],
                    'constraints': [models.UniqueConstraint(fields=('log', 'kind', 'index', 'key'), name='device_log_finding_once')],
                },
            )],
        ),
    ]
