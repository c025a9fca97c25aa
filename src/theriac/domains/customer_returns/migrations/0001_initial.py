import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('organisation', '0001_initial'),
        ('sales', '0001_initial'),
        ('stock', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='ReturnedSale',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('units', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'db_table': 'customer_returns_sale',
                },
            ), migrations.CreateModel(
                name='CustomerReturn',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40, unique=True)),
                    ('exchange_sale_id', models.UUIDField(null=True, unique=True)),
                    ('series_id', models.UUIDField(null=True)),
                    ('sequence', models.PositiveIntegerField(null=True)),
                    ('content_hash', models.CharField(blank=True, default='', max_length=64)),
                    ('reason_code', models.CharField(max_length=16)),
                    ('note', models.CharField(default='', max_length=120)),
                    ('currency', models.CharField(max_length=3)),
                    ('amount', models.BigIntegerField()),
                    ('tax', models.BigIntegerField()),
                    ('rounding', models.BigIntegerField()),
                    ('total', models.BigIntegerField()),
                    ('approval_id', models.UUIDField(null=True)),
                    ('is_paid_at_till', models.BooleanField(default=False)),
                    ('person_id', models.UUIDField()),
                    ('business_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('sale', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='sales.sale')),
                ],
                options={
                    'db_table': 'customer_returns_return',
                    'indexes': [models.Index(fields=['branch', 'business_on'], name='customer_return_of_day'), models.Index(fields=['recorded_at'], name='customer_return_recorded')],
                    'constraints': [models.UniqueConstraint(fields=('series_id', 'sequence'), name='customer_return_numbered')],
                },
            ), migrations.CreateModel(
                name='CustomerRefund',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('method', models.CharField(max_length=10)),
                    ('amount', models.PositiveBigIntegerField()),
                    ('reference', models.CharField(default='', max_length=60)),
                    ('customer_return', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='refunds', to='customer_returns.customerreturn')),
                ],
                options={
                    'db_table': 'customer_returns_refund',
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('customer_return', 'position'), name='customer_refund_position'), models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='customer_refund_positive')],
                },
            ), migrations.CreateModel(
                name='CustomerReturnLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('condition', models.CharField(max_length=8)),
                    ('goes', models.CharField(max_length=12)),
                    ('amount', models.BigIntegerField()),
                    ('tax', models.BigIntegerField()),
                    ('taxes', models.JSONField()),
                    ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('customer_return', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='lines', to='customer_returns.customerreturn')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                    ('sale_line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='sales.saleline')),
                ],
                options={
                    'db_table': 'customer_returns_line',
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('customer_return', 'position'), name='customer_return_position'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='customer_return_line_positive')],
                },
            )],
        ),
    ]
