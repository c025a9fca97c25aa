import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('organisation', '0001_initial'),
        ('stock', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='StockCount',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40, unique=True)),
                    ('scope', models.CharField(max_length=10)),
                    ('scope_of', models.CharField(default='', max_length=250)),
                    ('state', models.CharField(default='open', max_length=9)),
                    ('note', models.CharField(default='', max_length=120)),
                    ('begun_at', models.DateTimeField()),
                    ('begun_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'stock_count',
                    'indexes': [models.Index(fields=['branch', 'state', 'begun_at'], name='count_by_state')],
                },
            ), migrations.CreateModel(
                name='CountDue',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('due_on', models.DateField()),
                    ('reason', models.CharField(max_length=10)),
                    ('rank', models.PositiveIntegerField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'stock_count_due',
                    'ordering': ['rank'],
                    'constraints': [models.UniqueConstraint(fields=('branch', 'due_on', 'product'), name='count_due_once')],
                },
            ), migrations.CreateModel(
                name='CountLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('product_id', models.UUIDField()),
                    ('sheet', models.CharField(default='', max_length=40)),
                    ('open_key', models.CharField(max_length=80, null=True, unique=True)),
                    ('asked_at', models.DateTimeField(null=True)),
                    ('asked_by', models.UUIDField(null=True)),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.place')),
                    ('count', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='lines', to='stocktaking.stockcount')),
                ],
                options={
                    'db_table': 'stock_count_line',
                    'constraints': [models.UniqueConstraint(fields=('count', 'batch', 'place'), name='count_line_once')],
                },
            ), migrations.CreateModel(
                name='CountPosting',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40, unique=True)),
                    ('lines', models.PositiveIntegerField()),
                    ('differing', models.PositiveIntegerField()),
                    ('units_over', models.PositiveBigIntegerField()),
                    ('units_short', models.PositiveBigIntegerField()),
                    ('value_over', models.PositiveBigIntegerField()),
                    ('value_short', models.PositiveBigIntegerField()),
                    ('currency', models.CharField(max_length=3)),
                    ('content_hash', models.CharField(max_length=64)),
                    ('person_id', models.UUIDField()),
                    ('approved_by', models.UUIDField(null=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('count', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='posting', to='stocktaking.stockcount')),
                ],
                options={
                    'db_table': 'stock_count_posting',
                    'indexes': [models.Index(fields=['recorded_at'], name='count_posting_recorded')],
                },
            ), migrations.CreateModel(
                name='CountEntry',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('counted', models.PositiveBigIntegerField()),
                    ('looked_at', models.DateTimeField()),
                    ('told_at', models.DateTimeField()),
                    ('way', models.CharField(max_length=7)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='entries', to='stocktaking.countline')),
                ],
                options={
                    'db_table': 'stock_count_entry',
                },
            ), migrations.CreateModel(
                name='CountResult',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('product_id', models.UUIDField()),
                    ('branch_id', models.UUIDField()),
                    ('counted', models.PositiveBigIntegerField()),
                    ('expected', models.BigIntegerField()),
                    ('value', models.BigIntegerField(null=True)),
                    ('looked_at', models.DateTimeField()),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('entry', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stocktaking.countentry')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.place')),
                    ('posting', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='results', to='stocktaking.countposting')),
                ],
                options={
                    'db_table': 'stock_count_result',
                    'indexes': [models.Index(fields=['batch', 'looked_at'], name='count_result_of_batch'), models.Index(fields=['branch_id', 'product_id', 'looked_at'], name='count_last_look')],
                },
            ), migrations.CreateModel(
                name='CountCorrection',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('quantity', models.BigIntegerField()),
                    ('recorded_at', models.DateTimeField()),
                    ('result', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='corrections', to='stocktaking.countresult')),
                ],
                options={
                    'db_table': 'stock_count_correction',
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity', 0), _negated=True), name='count_correction_some')],
                },
            )],
        ),
    ]
