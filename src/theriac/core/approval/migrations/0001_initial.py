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
                name='SingleHandedRule',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('action', models.CharField(max_length=60)),
                    ('branch_id', models.UUIDField()),
                    ('starts_at', models.DateTimeField()),
                    ('signed_at', models.DateTimeField()),
                    ('signed_by', models.UUIDField()),
                    ('reason', models.CharField(max_length=250)),
                ],
                options={
                    'db_table': 'approval_single_handed_rule',
                    'indexes': [models.Index(fields=['branch_id', 'action'], name='approval_rule_of_branch')],
                },
            ), migrations.CreateModel(
                name='ApprovalLimit',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('action', models.CharField(max_length=60)),
                    ('branch_id', models.UUIDField()),
                    ('role', models.CharField(db_default='', default='', max_length=40)),
                    ('amount', models.BigIntegerField(null=True)),
                    ('set_at', models.DateTimeField()),
                    ('set_by', models.UUIDField()),
                    ('reason', models.CharField(max_length=250)),
                ],
                options={
                    'db_table': 'approval_limit',
                    'indexes': [models.Index(fields=['branch_id', 'action', 'set_at'], name='approval_limit_of_branch')],
                },
            ), migrations.CreateModel(
                name='ApprovalRequest',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('action', models.CharField(max_length=60)),
                    ('branch_id', models.UUIDField()),
                    ('content', models.JSONField()),
                    ('content_hash', models.CharField(max_length=64)),
                    ('requested_by', models.UUIDField()),
                    ('reason', models.CharField(max_length=250)),
                    ('page', models.CharField(default='', max_length=250)),
                    ('typed', models.TextField(default='')),
                    ('asked_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                ],
                options={
                    'db_table': 'approval_request',
                    'indexes': [models.Index(fields=['branch_id', 'asked_at'], name='approval_request_of_branch'), models.Index(fields=['requested_by', 'asked_at'], name='approval_request_of_person')],
                },
            ), migrations.CreateModel(
                name='UnaskedDay',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('action', models.CharField(max_length=60)),
                    ('branch_id', models.UUIDField()),
                    ('person_id', models.UUIDField()),
                    ('day', models.DateField()),
                    ('amount', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'db_table': 'approval_unasked_day',
                    'constraints': [models.UniqueConstraint(fields=('branch_id', 'action', 'person_id', 'day'), name='approval_unasked_once')],
                },
            ), migrations.CreateModel(
                name='Approval',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('action', models.CharField(max_length=60)),
                    ('branch_id', models.UUIDField()),
                    ('terminal_id', models.UUIDField(null=True)),
                    ('content', models.JSONField()),
                    ('content_hash', models.CharField(max_length=64)),
                    ('requested_by', models.UUIDField()),
                    ('approved_by', models.UUIDField()),
                    ('means', models.CharField(max_length=8)),
                    ('reason', models.CharField(max_length=250)),
                    ('approved_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('rule', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='approval.singlehandedrule')),
                ],
                options={
                    'db_table': 'approval_approval',
                    'indexes': [models.Index(fields=['branch_id', 'recorded_at'], name='approval_of_branch')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('rule', None), models.Q(('requested_by', models.F('approved_by')), _negated=True)), models.Q(('rule__isnull', False), ('requested_by', models.F('approved_by'))), _connector='OR'), name='approval_by_two_or_by_rule')],
                },
            ), migrations.CreateModel(
                name='SingleHandedEnd',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('ended_at', models.DateTimeField()),
                    ('ended_by', models.UUIDField()),
                    ('reason', models.CharField(max_length=250)),
                    ('rule', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='end', to='approval.singlehandedrule')),
                ],
                options={
                    'db_table': 'approval_single_handed_end',
                },
            ), migrations.CreateModel(
                name='ApprovalDecision',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('decided_by', models.UUIDField()),
                    ('decided_at', models.DateTimeField()),
                    ('reason', models.CharField(max_length=250)),
                    ('approval', models.OneToOneField(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='decision', to='approval.approval')),
                    ('request', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='decision', to='approval.approvalrequest')),
                ],
                options={
                    'db_table': 'approval_decision',
                },
            ), migrations.CreateModel(
                name='ApprovalUse',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('used_at', models.DateTimeField()),
                    ('used_by', models.UUIDField()),
                    ('command', models.CharField(max_length=80)),
                    ('effect_id', models.UUIDField()),
                    ('approval', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='use', to='approval.approval')),
                ],
                options={
                    'db_table': 'approval_use',
                    'indexes': [models.Index(fields=['effect_id'], name='approval_used_for')],
                },
            )],
        ),
    ]
