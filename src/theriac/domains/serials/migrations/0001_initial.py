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
                name='SerialSold',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('gtin', models.CharField(max_length=14)),
                    ('serial', models.CharField(max_length=20)),
                    ('turn', models.PositiveIntegerField()),
                    ('sale_id', models.UUIDField()),
                    ('line_id', models.UUIDField()),
                    ('number', models.CharField(max_length=40)),
                    ('sold_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'stock_serial_sold',
                    'indexes': [models.Index(fields=['serial'], name='serial_sold_by_serial'), models.Index(fields=['sale_id'], name='serial_sold_of_sale')],
                    'constraints': [models.UniqueConstraint(fields=('gtin', 'serial', 'turn'), name='serial_sold_once')],
                },
            ), migrations.CreateModel(
                name='SerialReceived',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('serial', models.CharField(max_length=20)),
                    ('document_id', models.UUIDField()),
                    ('number', models.CharField(max_length=40)),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'stock_serial_received',
                    'indexes': [models.Index(fields=['serial'], name='serial_received_by')],
                    'constraints': [models.UniqueConstraint(fields=('document_id', 'product', 'serial'), name='serial_received_once')],
                },
            ), migrations.CreateModel(
                name='SerialRefusal',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('gtin', models.CharField(max_length=14)),
                    ('serial', models.CharField(max_length=20)),
                    ('why', models.CharField(max_length=8)),
                    ('terminal_id', models.UUIDField(null=True)),
                    ('person_id', models.UUIDField(null=True)),
                    ('sale_id', models.UUIDField(null=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                    ('sold', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='serials.serialsold')),
                ],
                options={
                    'db_table': 'stock_serial_refusal',
                    'indexes': [models.Index(fields=['branch', 'recorded_at'], name='serial_refusal_of_branch'), models.Index(fields=['serial'], name='serial_refusal_by')],
                },
            ), migrations.CreateModel(
                name='SerialBack',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('reason', models.CharField(max_length=120)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('sold', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='back', to='serials.serialsold')),
                ],
                options={
                    'db_table': 'stock_serial_back',
                },
            )],
        ),
    ]
