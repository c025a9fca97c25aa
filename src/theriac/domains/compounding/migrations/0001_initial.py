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
                name='Formula',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=80)),
                    ('units', models.PositiveIntegerField()),
                    ('form', models.CharField(max_length=12)),
                    ('service_fee', models.PositiveBigIntegerField()),
                    ('packing_fee', models.PositiveBigIntegerField()),
                    ('instructions', models.CharField(blank=True, default='', max_length=250)),
                    ('archived', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'compounding_formula',
                    'indexes': [models.Index(fields=['branch', 'archived'], name='formula_of_branch')],
                },
            ), migrations.CreateModel(
                name='FormulaLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('numerator', models.PositiveIntegerField()),
                    ('denominator', models.PositiveIntegerField()),
                    ('formula', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='compounding.formula')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'compounding_formula_line',
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('formula', 'product'), name='formula_line_once')],
                },
            ), migrations.CreateModel(
                name='Preparation',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('state', models.CharField(default='draft', max_length=9)),
                    ('number', models.CharField(default='', max_length=40)),
                    ('units', models.PositiveIntegerField()),
                    ('form', models.CharField(max_length=12)),
                    ('service_fee', models.PositiveBigIntegerField()),
                    ('packing_fee', models.PositiveBigIntegerField()),
                    ('instructions', models.CharField(blank=True, default='', max_length=250)),
                    ('prescription_id', models.UUIDField(null=True)),
                    ('prescription_line_id', models.UUIDField(null=True)),
                    ('beyond_use_on', models.DateField(null=True)),
                    ('cost', models.PositiveBigIntegerField(null=True)),
                    ('price', models.PositiveBigIntegerField(null=True)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField()),
                    ('made_at', models.DateTimeField(null=True)),
                    ('made_by', models.UUIDField(null=True)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('settled_by', models.UUIDField(null=True)),
                    ('discard_code', models.CharField(blank=True, default='', max_length=16)),
                    ('discard_reason', models.CharField(blank=True, default='', max_length=120)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('batch', models.OneToOneField(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('formula', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='compounding.formula')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'compounding_preparation',
                    'indexes': [models.Index(fields=['branch', 'state', 'created_at'], name='preparation_of_branch'), models.Index(fields=['prescription_id'], name='preparation_of_prescription')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('units__gte', 1)), name='preparation_of_something'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'checked'), _negated=True), models.Q(('made_by', models.F('settled_by')), _negated=True), _connector='OR'), name='preparation_checked_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('prescription_id', None), ('prescription_line_id', None)), models.Q(('prescription_id__isnull', False), ('prescription_line_id__isnull', False)), _connector='OR'), name='preparation_for_a_line')],
                },
            ), migrations.CreateModel(
                name='PreparationLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('numerator', models.PositiveIntegerField()),
                    ('denominator', models.PositiveIntegerField()),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('price', models.PositiveBigIntegerField(null=True)),
                    ('preparation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='compounding.preparation')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'compounding_preparation_line',
                    'ordering': ['position'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='preparation_line_positive'), models.UniqueConstraint(fields=('preparation', 'product'), name='preparation_line_once')],
                },
            ), migrations.CreateModel(
                name='UsedBatch',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('cost', models.PositiveBigIntegerField()),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='used', to='compounding.preparationline')),
                    ('preparation', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='used', to='compounding.preparation')),
                ],
                options={
                    'db_table': 'compounding_used_batch',
                    'constraints': [models.UniqueConstraint(fields=('line', 'batch'), name='used_batch_once')],
                },
            )],
        ),
    ]
