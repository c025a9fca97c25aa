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
                name='Transfer',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40, unique=True)),
                    ('state', models.CharField(default='draft', max_length=16)),
                    ('note', models.CharField(default='', max_length=120)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField()),
                    ('approved_at', models.DateTimeField(null=True)),
                    ('approved_by', models.UUIDField(null=True)),
                    ('dispatched_at', models.DateTimeField(null=True)),
                    ('dispatched_by', models.UUIDField(null=True)),
                    ('received_at', models.DateTimeField(null=True)),
                    ('received_by', models.UUIDField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_by', models.UUIDField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('from_branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('from_place', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.place')),
                    ('to_branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('to_place', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.place')),
                ],
                options={
                    'db_table': 'stock_transfer',
                    'indexes': [models.Index(fields=['from_branch', 'created_at', 'id'], name='transfer_sent'), models.Index(fields=['to_branch', 'created_at', 'id'], name='transfer_coming')],
                },
            ), migrations.CreateModel(
                name='TransferLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveIntegerField()),
                    ('product_id', models.UUIDField()),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('sent', models.PositiveBigIntegerField(default=0)),
                    ('received', models.PositiveBigIntegerField(default=0)),
                    ('lost', models.PositiveBigIntegerField(default=0)),
                    ('returned', models.PositiveBigIntegerField(default=0)),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='lines', to='transfers.transfer')),
                ],
                options={
                    'db_table': 'stock_transfer_line',
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('transfer', 'batch'), name='transfer_batch_once'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='transfer_line_positive'), models.CheckConstraint(condition=models.Q(('sent__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('received'), '+', models.F('lost')), '+', models.F('returned')))), name='transfer_line_adds_up')],
                },
            )],
        ),
    ]
