import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='DemandState',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('through', models.DateField()),
                    ('seen_before', models.DateTimeField()),
                    ('followed_at', models.DateTimeField()),
                    ('branch', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'forecasting_demand_state',
                },
            ), migrations.CreateModel(
                name='DemandDay',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('day', models.DateField()),
                    ('units', models.PositiveBigIntegerField()),
                    ('ran_out', models.BooleanField(default=False)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'forecasting_demand_day',
                    'constraints': [models.UniqueConstraint(fields=('branch', 'product', 'day'), name='demand_day_once')],
                },
            ), migrations.CreateModel(
                name='StockOut',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('from_day', models.DateField()),
                    ('until_day', models.DateField(null=True)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'forecasting_stock_out',
                    'constraints': [models.UniqueConstraint(fields=('branch', 'product', 'from_day'), name='stock_out_once')],
                },
            )],
        ),
    ]
