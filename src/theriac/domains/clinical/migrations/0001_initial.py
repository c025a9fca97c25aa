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
                name='AlertCount',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('key', models.CharField(max_length=64, unique=True)),
                    ('branch_id', models.UUIDField()),
                    ('source', models.CharField(max_length=80)),
                    ('on', models.DateField()),
                    ('check_kind', models.CharField(max_length=12)),
                    ('set_name', models.CharField(default='', max_length=80)),
                    ('rule', models.CharField(max_length=260)),
                    ('tier', models.PositiveSmallIntegerField()),
                    ('shown', models.PositiveIntegerField(default=0)),
                    ('answered', models.PositiveIntegerField(default=0)),
                    ('heeded', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'db_table': 'clinical_alert_count',
                    'indexes': [models.Index(fields=['on', 'branch_id'], name='clinical_count_by_day'), models.Index(fields=['source', 'on'], name='clinical_count_of_source')],
                },
            ), migrations.CreateModel(
                name='AnsweredAlert',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('branch_id', models.UUIDField()),
                    ('subject_kind', models.CharField(max_length=12)),
                    ('subject_id', models.UUIDField()),
                    ('check_kind', models.CharField(max_length=12)),
                    ('rule', models.CharField(max_length=260)),
                    ('tier', models.PositiveSmallIntegerField()),
                    ('set_name', models.CharField(default='', max_length=80)),
                    ('edition', models.CharField(default='', max_length=40)),
                    ('product_ids', models.JSONField()),
                    ('reason', models.CharField(max_length=20)),
                    ('note', models.CharField(default='', max_length=250)),
                    ('asked_by', models.UUIDField()),
                    ('answered_by', models.UUIDField()),
                    ('approval_id', models.UUIDField(null=True)),
                    ('answered_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'db_table': 'clinical_answer',
                    'indexes': [models.Index(fields=['subject_id'], name='clinical_answer_of_subject'), models.Index(fields=['branch_id', 'recorded_at'], name='clinical_answer_of_branch'), models.Index(fields=['recorded_at'], name='clinical_answer_recorded')],
                },
            ), migrations.CreateModel(
                name='KnowledgeSet',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=80)),
                    ('edition', models.CharField(max_length=40)),
                    ('source', models.CharField(max_length=250)),
                    ('licence', models.CharField(max_length=120)),
                    ('dated_on', models.DateField(null=True)),
                    ('state', models.CharField(default='draft', max_length=9)),
                    ('in_force_from', models.DateField(null=True)),
                    ('lines_count', models.PositiveIntegerField(default=0)),
                    ('unread', models.PositiveIntegerField(default=0)),
                    ('unread_rows', models.JSONField(default=list)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.UUIDField()),
                    ('version', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'db_table': 'clinical_set',
                    'indexes': [models.Index(fields=['state', 'name'], name='clinical_set_by_state')],
                    'constraints': [models.UniqueConstraint(fields=('name', 'edition'), name='clinical_set_once')],
                },
            ), migrations.CreateModel(
                name='RefusedAlert',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('key', models.CharField(max_length=64, unique=True)),
                    ('branch_id', models.UUIDField()),
                    ('terminal_id', models.UUIDField()),
                    ('on', models.DateField()),
                    ('refused_at', models.DateTimeField()),
                    ('check_kind', models.CharField(max_length=12)),
                    ('set_name', models.CharField(default='', max_length=80)),
                    ('rule', models.CharField(max_length=260)),
                    ('tier', models.PositiveSmallIntegerField()),
                    ('product_ids', models.JSONField()),
                ],
                options={
                    'db_table': 'clinical_refused_alert',
                    'indexes': [models.Index(fields=['refused_at'], name='clinical_refused_when')],
                },
            ), migrations.CreateModel(
                name='RuleWeight',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('check_kind', models.CharField(max_length=12)),
                    ('set_name', models.CharField(default='', max_length=80)),
                    ('rule', models.CharField(max_length=260)),
                    ('tier', models.PositiveSmallIntegerField(null=True)),
                    ('before', models.PositiveSmallIntegerField(null=True)),
                    ('reason', models.CharField(max_length=250)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'db_table': 'clinical_weight',
                    'indexes': [models.Index(fields=['recorded_at'], name='clinical_weight_recorded')],
                },
            ), migrations.CreateModel(
                name='KnowledgeLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveIntegerField()),
                    ('kind', models.CharField(max_length=10)),
                    ('first', models.CharField(max_length=120)),
                    ('second', models.CharField(default='', max_length=120)),
                    ('rule', models.CharField(default='', max_length=80)),
                    ('tier', models.PositiveSmallIntegerField()),
                    ('said', models.JSONField(default=dict)),
                    ('to_do', models.JSONField(default=dict)),
                    ('source', models.CharField(default='', max_length=300)),
                    ('amount', models.BigIntegerField(null=True)),
                    ('by_weight', models.BooleanField(default=False)),
                    ('from_months', models.PositiveIntegerField(null=True)),
                    ('to_months', models.PositiveIntegerField(null=True)),
                    ('set', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='lines', to='clinical.knowledgeset')),
                ],
                options={
                    'db_table': 'clinical_line',
                    'indexes': [models.Index(fields=['set', 'first'], name='clinical_line_by_first'), models.Index(fields=['set', 'second'], name='clinical_line_by_second')],
                    'constraints': [models.UniqueConstraint(fields=('set', 'position'), name='clinical_line_once')],
                },
            ), migrations.CreateModel(
                name='KnowledgeStep',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('step', models.CharField(max_length=12)),
                    ('in_force_from', models.DateField(null=True)),
                    ('content_hash', models.CharField(max_length=64)),
                    ('reason', models.CharField(max_length=250)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('set', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='clinical.knowledgeset')),
                ],
                options={
                    'db_table': 'clinical_step',
                    'indexes': [models.Index(fields=['recorded_at'], name='clinical_step_recorded'), models.Index(fields=['set', 'recorded_at'], name='clinical_step_of_set')],
                },
            )],
        ),
    ]
