import django.db.models.deletion
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
                name='Follower',
                fields=[
                    ('name', models.CharField(max_length=120, primary_key=True, serialize=False)),
                    ('position', models.BigIntegerField(default=0)),
                ],
                options={
                    'db_table': 'core_follower',
                },
            ), migrations.CreateModel(
                name='AuditRecord',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('recorded_at', models.DateTimeField()),
                    ('command', models.CharField(max_length=80)),
                    ('actor_kind', models.CharField(max_length=12)),
                    ('actor_id', models.UUIDField()),
                    ('branch_id', models.UUIDField(null=True)),
                    ('terminal_id', models.UUIDField(null=True)),
                    ('object_kind', models.CharField(max_length=60)),
                    ('object_id', models.UUIDField()),
                    ('reason', models.CharField(max_length=255)),
                    ('facts', models.JSONField()),
                    ('request_id', models.CharField(max_length=64)),
                ],
                options={
                    'db_table': 'core_audit_record',
                    'indexes': [models.Index(fields=['object_id'], name='audit_object'), models.Index(fields=['recorded_at'], name='audit_recorded')],
                },
            ), migrations.CreateModel(
                name='IdempotencyRecord',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('client_id', models.UUIDField()),
                    ('operation', models.CharField(max_length=60)),
                    ('key', models.CharField(max_length=120)),
                    ('fingerprint', models.CharField(max_length=64)),
                    ('effect_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField(db_index=True)),
                ],
                options={
                    'db_table': 'core_idempotency_record',
                    'constraints': [models.UniqueConstraint(fields=('client_id', 'operation', 'key'), name='idempotency_once')],
                },
            ), migrations.CreateModel(
                name='OutboxEvent',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('type', models.CharField(max_length=80)),
                    ('subject', models.CharField(max_length=120)),
                    ('branch_id', models.UUIDField(null=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('data', models.JSONField()),
                ],
                options={
                    'db_table': 'core_outbox_event',
                    'indexes': [models.Index(fields=['recorded_at'], name='outbox_recorded')],
                },
            ), migrations.CreateModel(
                name='RowChange',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('table_name', models.CharField(max_length=60)),
                    ('row_key', models.CharField(max_length=80)),
                    ('was', models.TextField()),
                    ('became', models.TextField()),
                    ('record_id', models.UUIDField(null=True)),
                    ('changed_at', models.DateTimeField()),
                ],
                options={
                    'db_table': 'core_row_change',
                    'indexes': [models.Index(fields=['table_name', 'row_key', 'id'], name='row_change_of'), models.Index(fields=['record_id'], name='row_change_record')],
                },
            ), migrations.CreateModel(
                name='EventPosition',
                fields=[
                    ('position', models.BigAutoField(primary_key=True, serialize=False)),
                    ('event', models.OneToOneField(db_index=False, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='core.outboxevent')),
                ],
                options={
                    'db_table': 'core_event_position',
                },
            ), migrations.CreateModel(
                name='PendingReaction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.BigIntegerField()),
                    ('reaction', models.CharField(max_length=120)),
                    ('subject', models.CharField(max_length=120)),
                    ('state', models.CharField(default='waiting', max_length=8)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('next_attempt_at', models.DateTimeField()),
                    ('last_error', models.CharField(default='', max_length=255)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='core.outboxevent')),
                ],
                options={
                    'db_table': 'core_pending_reaction',
                    'indexes': [models.Index(fields=['state', 'next_attempt_at'], name='reaction_due'), models.Index(fields=['reaction', 'subject'], name='reaction_subject')],
                    'constraints': [models.UniqueConstraint(fields=('event', 'reaction', 'subject'), name='reaction_once_an_event')],
                },
            )],
        ),
    ]
