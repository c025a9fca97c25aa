import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('organisation', '0001_initial'),
        ('suppliers', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='Budget',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=80)),
                    ('amount', models.PositiveBigIntegerField()),
                    ('period', models.CharField(max_length=7)),
                    ('first_on', models.DateField(null=True)),
                    ('last_on', models.DateField(null=True)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.category')),
                    ('supplier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='suppliers.supplier')),
                ],
                options={
                    'db_table': 'budgets_budget',
                    'indexes': [models.Index(fields=['ended_at', 'name'], name='budget_standing')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='budget_amount_positive'), models.CheckConstraint(condition=models.Q(models.Q(('first_on__isnull', True), ('last_on__isnull', True)), ('first_on__lte', models.F('last_on')), _connector='OR'), name='budget_days_whole')],
                },
            ), migrations.CreateModel(
                name='BudgetChange',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('amount', models.PositiveBigIntegerField()),
                    ('reason', models.CharField(default='', max_length=120)),
                    ('changed_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('person_id', models.UUIDField()),
                    ('budget', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='changes', to='budgets.budget')),
                ],
                options={
                    'db_table': 'budgets_change',
                    'indexes': [models.Index(fields=['recorded_at'], name='budget_change_recorded')],
                },
            ), migrations.CreateModel(
                name='BudgetOverrun',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('order_id', models.UUIDField()),
                    ('line_id', models.UUIDField()),
                    ('first_on', models.DateField()),
                    ('last_on', models.DateField()),
                    ('over', models.PositiveBigIntegerField()),
                    ('approval_id', models.UUIDField(null=True)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('budget', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='overruns', to='budgets.budget')),
                ],
                options={
                    'db_table': 'budgets_overrun',
                    'indexes': [models.Index(fields=['order_id'], name='overrun_of_order'), models.Index(fields=['recorded_at'], name='overrun_recorded')],
                    'constraints': [models.UniqueConstraint(fields=('budget', 'line_id'), name='overrun_of_line_once'), models.CheckConstraint(condition=models.Q(('over__gte', 1)), name='overrun_positive')],
                },
            )],
        ),
    ]
