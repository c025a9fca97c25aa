import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='SubjectRequest',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('subject_kind', models.CharField(max_length=8)),
                    ('subject_id', models.UUIDField(null=True)),
                    ('key_owner', models.UUIDField(db_index=True)),
                    ('kind', models.CharField(max_length=12)),
                    ('channel', models.CharField(max_length=10)),
                    ('state', models.PositiveSmallIntegerField(default=0)),
                    ('arrived_at', models.DateTimeField()),
                    ('arrived_at_branch', models.UUIDField()),
                    ('due_at', models.DateTimeField()),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.UUIDField()),
                    ('handler_id', models.UUIDField()),
                    ('identified_on', models.DateField(null=True)),
                    ('identified_by', models.UUIDField(null=True)),
                    ('notice_on', models.DateField(null=True)),
                    ('outcome', models.CharField(default='', max_length=8)),
                    ('answered_on', models.DateField(null=True)),
                    ('answered_by', models.UUIDField(null=True)),
                    ('law', models.CharField(default='', max_length=120)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_by', models.UUIDField(null=True)),
                    ('closed_why', models.CharField(default='', max_length=10)),
                    ('content', theriac.core.privacy.fields.EncryptedOrEmpty(default='', label='subject_request.content', owner='key_owner')),
                    ('text_gone_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'subject_requests_request',
                    'indexes': [models.Index(fields=['state', 'due_at'], name='subject_request_due'), models.Index(fields=['subject_id'], name='subject_request_subject'), models.Index(fields=['closed_at'], name='subject_request_closed')],
                },
            ), migrations.CreateModel(
                name='SubjectRequestDeed',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('record_id', models.UUIDField()),
                    ('command', models.CharField(max_length=80)),
                    ('done_at', models.DateTimeField()),
                    ('linked_at', models.DateTimeField()),
                    ('linked_by', models.UUIDField()),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='deeds', to='subject_requests.subjectrequest')),
                ],
                options={
                    'db_table': 'subject_requests_deed',
                    'constraints': [models.UniqueConstraint(fields=('request', 'record_id'), name='subject_deed_once')],
                },
            )],
        ),
    ]
