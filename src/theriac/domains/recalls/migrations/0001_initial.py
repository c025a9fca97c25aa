import django.db.models.deletion
import django.db.models.expressions
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
                name='RecallList',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=80)),
                    ('url', models.CharField(max_length=500)),
                    ('is_watched', models.BooleanField(default=True)),
                    ('read_at', models.DateTimeField(null=True)),
                    ('entries', models.PositiveIntegerField(default=0)),
                    ('unread', models.PositiveIntegerField(default=0)),
                    ('unread_lines', models.JSONField(default=list)),
                    ('problem', models.CharField(default='', max_length=250)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'stock_recall_list',
                },
            ), migrations.CreateModel(
                name='Recall',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40, unique=True)),
                    ('state', models.CharField(default='open', max_length=9)),
                    ('source', models.CharField(max_length=5)),
                    ('reason', models.CharField(max_length=250)),
                    ('reference', models.CharField(default='', max_length=80)),
                    ('opened_at', models.DateTimeField()),
                    ('opened_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'stock_recall',
                    'indexes': [models.Index(fields=['state', 'opened_at'], name='recall_by_state')],
                },
            ), migrations.CreateModel(
                name='ListedRecall',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('key', models.CharField(max_length=64)),
                    ('gtin', models.CharField(default='', max_length=14)),
                    ('name', models.CharField(default='', max_length=200)),
                    ('folded', models.CharField(default='', max_length=200)),
                    ('lot', models.CharField(default='', max_length=60)),
                    ('reason', models.CharField(default='', max_length=250)),
                    ('reference', models.CharField(default='', max_length=80)),
                    ('expires', models.CharField(default='', max_length=20)),
                    ('first_read_at', models.DateTimeField()),
                    ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='recalls.recalllist')),
                ],
                options={
                    'db_table': 'stock_listed_recall',
                    'constraints': [models.UniqueConstraint(fields=('list', 'key'), name='listed_recall_once')],
                },
            ), migrations.CreateModel(
                name='RecallBatch',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('state_before', models.CharField(max_length=8)),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('recall', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='batches', to='recalls.recall')),
                ],
                options={
                    'db_table': 'stock_recall_batch',
                    'constraints': [models.UniqueConstraint(fields=('recall', 'batch'), name='recall_batch_once')],
                },
            ), migrations.CreateModel(
                name='RecallLetter',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField()),
                    ('outcome', models.CharField(max_length=12)),
                    ('branch_id', models.UUIDField()),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('recall', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='letters', to='recalls.recall')),
                ],
                options={
                    'db_table': 'stock_recall_letter',
                    'indexes': [models.Index(fields=['patient_id'], name='recall_letter_of_patient')],
                },
            ), migrations.CreateModel(
                name='RecallStep',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('step', models.CharField(max_length=12)),
                    ('branch_id', models.UUIDField()),
                    ('quantity', models.PositiveBigIntegerField(default=0)),
                    ('document_id', models.UUIDField(null=True)),
                    ('content_hash', models.CharField(default='', max_length=64)),
                    ('reason', models.CharField(default='', max_length=250)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('recall', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='recalls.recall')),
                ],
                options={
                    'db_table': 'stock_recall_step',
                    'indexes': [models.Index(fields=['recorded_at'], name='recall_step_recorded')],
                },
            ), migrations.CreateModel(
                name='RecallFinding',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('state', models.CharField(default='open', max_length=9)),
                    ('found_at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('settled_by', models.UUIDField(null=True)),
                    ('reason', models.CharField(default='', max_length=250)),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='recalls.listedrecall')),
                    ('recall', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='recalls.recall')),
                ],
                options={
                    'db_table': 'stock_recall_finding',
                    'indexes': [models.Index(fields=['state', 'found_at'], name='recall_finding_by_state')],
                    'constraints': [models.UniqueConstraint(fields=('line', 'batch'), name='recall_finding_once')],
                },
            ), migrations.CreateModel(
                name='RecallClosing',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('received', models.BigIntegerField()),
                    ('found', models.BigIntegerField()),
                    ('returned', models.BigIntegerField()),
                    ('destroyed', models.BigIntegerField()),
                    ('sold', models.BigIntegerField()),
                    ('explained', models.BigIntegerField()),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('step', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='closings', to='recalls.recallstep')),
                ],
                options={
                    'db_table': 'stock_recall_closing',
                    'constraints': [models.CheckConstraint(condition=models.Q(('received', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('found'), '+', models.F('returned')), '+', models.F('destroyed')), '+', models.F('sold')), '+', models.F('explained')))), name='recall_closing_adds_up'), models.UniqueConstraint(fields=('step', 'batch'), name='recall_closing_once')],
                },
            )],
        ),
    ]
