import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('cold_chain', '0001_initial'),
        ('organisation', '0001_initial'),
        ('stock', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='StockAlert',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=8)),
                    ('open_key', models.CharField(max_length=120, null=True, unique=True)),
                    ('band', models.CharField(db_default='', default='', max_length=8)),
                    ('raised_at', models.DateTimeField()),
                    ('cleared_at', models.DateTimeField(null=True)),
                    ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('excursion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='cold_chain.excursion')),
                    ('product', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                    ('sensor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='cold_chain.coldsensor')),
                ],
                options={
                    'db_table': 'stock_alert',
                    'indexes': [models.Index(fields=['branch', 'kind', 'cleared_at'], name='alert_open')],
                },
            ), migrations.CreateModel(
                name='StockMinimum',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'stock_minimum',
                    'constraints': [models.UniqueConstraint(fields=('product', 'branch'), name='minimum_once')],
                },
            ), migrations.CreateModel(
                name='WantEntry',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('text', models.CharField(default='', max_length=120)),
                    ('unit', models.CharField(default='', max_length=24)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('note', models.CharField(default='', max_length=120)),
                    ('source', models.CharField(max_length=10)),
                    ('state', models.CharField(default='open', max_length=8)),
                    ('open_key', models.CharField(max_length=200, null=True, unique=True)),
                    ('added_by', models.UUIDField()),
                    ('added_at', models.DateTimeField()),
                    ('changed_at', models.DateTimeField()),
                    ('taken_by', models.UUIDField(null=True)),
                    ('taken_at', models.DateTimeField(null=True)),
                    ('order_id', models.UUIDField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_reason', models.CharField(default='', max_length=120)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'stock_want',
                    'indexes': [models.Index(fields=['branch', 'state', 'added_at'], name='want_of_branch')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='want_something'), models.CheckConstraint(condition=models.Q(models.Q(('product__isnull', False), ('text', ''), ('unit', '')), models.Q(('product', None), models.Q(('text', ''), _negated=True)), _connector='OR'), name='want_product_or_words'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('open_key__isnull', False)), models.Q(('ended_at__isnull', False), ('open_key', None)), _connector='OR'), name='want_listed_or_ended')],
                },
            ), migrations.CreateModel(
                name='AlertCare',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('owner_id', models.UUIDField(null=True)),
                    ('acknowledged_by', models.UUIDField(null=True)),
                    ('acknowledged_at', models.DateTimeField(null=True)),
                    ('note', models.CharField(default='', max_length=120)),
                    ('alert', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='care', to='replenishment.stockalert')),
                ],
                options={
                    'db_table': 'stock_alert_care',
                    'indexes': [models.Index(fields=['owner_id'], name='alert_care_owner')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at', None), ('acknowledged_by', None)), models.Q(('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False)), _connector='OR'), name='alert_care_whole')],
                },
            )],
        ),
    ]
