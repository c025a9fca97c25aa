import django.db.models.deletion
import django.db.models.expressions
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
                name='PatientTurn',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('sales', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'db_table': 'controlled_patient_turn',
                },
            ), migrations.CreateModel(
                name='CountCase',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=24)),
                    ('state', models.CharField(default='open', max_length=8)),
                    ('difference', models.BigIntegerField()),
                    ('opened_at', models.DateTimeField()),
                    ('due_on', models.DateField()),
                    ('explanation', models.CharField(blank=True, default='', max_length=250)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('settled_by', models.UUIDField(null=True)),
                    ('witness_id', models.UUIDField(null=True)),
                    ('open_key', models.CharField(max_length=80, null=True, unique=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'controlled_count_case',
                    'indexes': [models.Index(fields=['branch', 'state', 'due_on'], name='count_case_of_branch')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state', 'open')), models.Q(('open_key', None), ('settled_at__isnull', False), ('settled_by__isnull', False), ('state', 'settled'), ('witness_id__isnull', False), models.Q(('explanation', ''), _negated=True), models.Q(('settled_by', models.F('witness_id')), _negated=True)), _connector='OR'), name='count_case_settled_by_two')],
                },
            ), migrations.CreateModel(
                name='DispensingLimit',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('legal_class', models.CharField(blank=True, default='', max_length=24)),
                    ('substance', models.CharField(blank=True, default='', max_length=250)),
                    ('units', models.PositiveBigIntegerField()),
                    ('days', models.PositiveSmallIntegerField()),
                    ('refuses', models.BooleanField()),
                    ('set_by', models.UUIDField()),
                    ('set_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('open_key', models.CharField(max_length=252, null=True, unique=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'controlled_limit',
                    'constraints': [models.CheckConstraint(condition=models.Q(('days__gte', 1), ('units__gte', 1), models.Q(models.Q(('substance', ''), models.Q(('legal_class', ''), _negated=True)), models.Q(('legal_class', ''), models.Q(('substance', ''), _negated=True)), _connector='OR')), name='dispensing_limit_of_something')],
                },
            ), migrations.CreateModel(
                name='HandedUnits',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField()),
                    ('legal_class', models.CharField(max_length=24)),
                    ('substance', models.CharField(default='', max_length=250)),
                    ('units', models.PositiveBigIntegerField()),
                    ('document_id', models.UUIDField()),
                    ('business_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'controlled_handed',
                    'indexes': [models.Index(fields=['patient_id', 'business_on'], name='handed_to_patient')],
                },
            ), migrations.CreateModel(
                name='Register',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=24)),
                    ('last_number', models.PositiveBigIntegerField(default=0)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'controlled_register',
                    'constraints': [models.UniqueConstraint(fields=('branch', 'code'), name='register_of_branch')],
                },
            ), migrations.CreateModel(
                name='RegisterLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('register_id', models.UUIDField()),
                    ('code', models.CharField(max_length=24)),
                    ('number', models.PositiveBigIntegerField()),
                    ('kind', models.CharField(max_length=12)),
                    ('quantity', models.BigIntegerField()),
                    ('change', models.BigIntegerField()),
                    ('batch_balance', models.PositiveBigIntegerField()),
                    ('balance', models.PositiveBigIntegerField()),
                    ('movement_id', models.UUIDField(null=True)),
                    ('document_id', models.UUIDField(null=True)),
                    ('document_number', models.CharField(default='', max_length=40)),
                    ('reason', models.CharField(default='', max_length=120)),
                    ('person_id', models.UUIDField()),
                    ('occurred_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='controlled.registerline')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'controlled_register_line',
                    'indexes': [models.Index(fields=['register_id', 'product', 'number'], name='register_line_page'), models.Index(fields=['branch', 'recorded_at'], name='register_line_of_branch'), models.Index(fields=['movement_id'], name='register_line_movement'), models.Index(fields=['document_id'], name='register_line_document'), models.Index(fields=['recorded_at'], name='register_line_recorded')],
                    'constraints': [models.UniqueConstraint(fields=('register_id', 'number'), name='register_line_number'), models.UniqueConstraint(fields=('register_id', 'movement_id'), name='register_line_of_movement'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='register_line_units'), models.CheckConstraint(condition=models.Q(('change', 0), ('change', models.F('quantity')), ('change', django.db.models.expressions.CombinedExpression(models.Value(0), '-', models.F('quantity'))), _connector='OR'), name='register_line_change')],
                },
            ), migrations.CreateModel(
                name='BlindCount',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=24)),
                    ('counted', models.PositiveBigIntegerField()),
                    ('expected', models.PositiveBigIntegerField()),
                    ('counted_by', models.UUIDField()),
                    ('business_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                    ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='counts', to='controlled.countcase')),
                ],
                options={
                    'db_table': 'controlled_blind_count',
                    'indexes': [models.Index(fields=['branch', 'business_on', 'product'], name='blind_count_of_day')],
                },
            )],
        ),
    ]
