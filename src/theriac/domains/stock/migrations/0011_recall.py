import django.db.models.deletion
import django.db.models.expressions
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0011_expiry_far_of_look'),
        ('stock', '0010_kind_brought_back'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recall',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=40, unique=True)),
                ('state', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], default='open', max_length=9)),
                ('source', models.CharField(choices=[('batch', 'Batch'), ('gtin', 'Gtin'), ('file', 'File'), ('list', 'List')], max_length=5)),
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
            },
        ),
        migrations.CreateModel(
            name='RecallBatch',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('state_before', models.CharField(max_length=8)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                ('recall', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='batches', to='stock.recall')),
            ],
            options={
                'db_table': 'stock_recall_batch',
            },
        ),
        migrations.CreateModel(
            name='RecallStep',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(choices=[('opened', 'Opened'), ('found', 'Found'), ('brought_back', 'Brought Back'), ('missing', 'Missing'), ('letters', 'Letters'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], max_length=12)),
                ('branch_id', models.UUIDField()),
                ('quantity', models.PositiveBigIntegerField(default=0)),
                ('document_id', models.UUIDField(null=True)),
                ('content_hash', models.CharField(default='', max_length=64)),
                ('reason', models.CharField(default='', max_length=250)),
                ('person_id', models.UUIDField()),
                ('recorded_at', models.DateTimeField()),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                ('recall', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='stock.recall')),
            ],
            options={
                'db_table': 'stock_recall_step',
            },
        ),
        migrations.CreateModel(
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
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='closings', to='stock.recallstep')),
            ],
            options={
                'db_table': 'stock_recall_closing',
            },
        ),
        migrations.CreateModel(
            name='RecallLetter',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('patient_id', models.UUIDField()),
                ('outcome', models.CharField(choices=[('prepared', 'Prepared'), ('told', 'Told'), ('not_reached', 'Not Reached')], max_length=12)),
                ('branch_id', models.UUIDField()),
                ('person_id', models.UUIDField()),
                ('recorded_at', models.DateTimeField()),
                ('recall', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='letters', to='stock.recall')),
            ],
            options={
                'db_table': 'stock_recall_letter',
            },
        ),
        migrations.AddIndex(
            model_name='recall',
            index=models.Index(fields=['state', 'opened_at'], name='recall_by_state'),
        ),
        migrations.AddConstraint(
            model_name='recallbatch',
            constraint=models.UniqueConstraint(fields=('recall', 'batch'), name='recall_batch_once'),
        ),
        migrations.AddIndex(
            model_name='recallletter',
            index=models.Index(fields=['patient_id'], name='recall_letter_of_patient'),
        ),
        migrations.AddIndex(
            model_name='recallstep',
            index=models.Index(fields=['recorded_at'], name='recall_step_recorded'),
        ),
        migrations.AddConstraint(
            model_name='recallclosing',
            constraint=models.CheckConstraint(condition=models.Q(('received', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('found'), '+', models.F('returned')), '+', models.F('destroyed')), '+', models.F('sold')), '+', models.F('explained')))), name='recall_closing_adds_up'),
        ),
        migrations.AddConstraint(
            model_name='recallclosing',
            constraint=models.UniqueConstraint(fields=('step', 'batch'), name='recall_closing_once'),
        ),
    ]
