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
                name='PurchaseOrder',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40, unique=True)),
                    ('state', models.CharField(default='ordered', max_length=9)),
                    ('form', models.CharField(max_length=24)),
                    ('source_kind', models.CharField(max_length=12)),
                    ('source_id', models.UUIDField(null=True)),
                    ('approval_id', models.UUIDField(null=True)),
                    ('commitment_id', models.UUIDField(null=True)),
                    ('freight', models.PositiveBigIntegerField(default=0)),
                    ('tax', models.PositiveBigIntegerField()),
                    ('total', models.PositiveBigIntegerField()),
                    ('currency', models.CharField(max_length=3)),
                    ('note', models.CharField(default='', max_length=120)),
                    ('expected_on', models.DateField(null=True)),
                    ('ordered_on', models.DateField()),
                    ('ordered_at', models.DateTimeField()),
                    ('ordered_by', models.UUIDField()),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('answer_waits', models.BooleanField(db_default=False, default=False)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='suppliers.supplier')),
                ],
                options={
                    'db_table': 'purchase_orders_order',
                    'indexes': [models.Index(fields=['branch', 'ordered_on', 'id'], name='order_of_day'), models.Index(fields=['branch', 'state'], name='order_of_state'), models.Index(fields=['supplier', 'ordered_on'], name='order_of_supplier'), models.Index(fields=['branch', 'answer_waits'], name='order_answer_waits')],
                },
            ), migrations.CreateModel(
                name='OrderCancellation',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('released', models.PositiveBigIntegerField()),
                    ('reason', models.CharField(max_length=120)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('order', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='cancellations', to='purchase_orders.purchaseorder')),
                ],
                options={
                    'db_table': 'purchase_orders_cancellation',
                    'indexes': [models.Index(fields=['recorded_at'], name='order_cancellation_recorded')],
                },
            ), migrations.CreateModel(
                name='PurchaseOrderLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveIntegerField()),
                    ('factor', models.PositiveIntegerField()),
                    ('packs', models.PositiveIntegerField()),
                    ('bonus_packs', models.PositiveIntegerField(default=0)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('price', models.PositiveBigIntegerField()),
                    ('discount_bp', models.PositiveIntegerField(default=0)),
                    ('discount', models.PositiveBigIntegerField(default=0)),
                    ('tax_bp', models.PositiveIntegerField(default=0)),
                    ('tax', models.PositiveBigIntegerField()),
                    ('committed', models.PositiveBigIntegerField()),
                    ('supplier_code', models.CharField(default='', max_length=60)),
                    ('offer_line_id', models.UUIDField(null=True)),
                    ('received', models.PositiveBigIntegerField(default=0)),
                    ('cancelled', models.PositiveBigIntegerField(default=0)),
                    ('order', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='lines', to='purchase_orders.purchaseorder')),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.pack')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'purchase_orders_line',
                    'ordering': ['position'],
                    'indexes': [models.Index(fields=['product'], name='order_line_of_product')],
                    'constraints': [models.UniqueConstraint(fields=('order', 'position'), name='order_line_position'), models.CheckConstraint(condition=models.Q(('cancelled__lte', models.F('quantity')), ('factor__gte', 1), ('quantity__gte', 1)), name='order_line_units_whole')],
                },
            ), migrations.CreateModel(
                name='SupplierAnswer',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('delivers_on', models.DateField(null=True)),
                    ('note', models.CharField(default='', max_length=250)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('order', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='answers', to='purchase_orders.purchaseorder')),
                ],
                options={
                    'db_table': 'purchase_orders_answer',
                    'indexes': [models.Index(fields=['recorded_at'], name='order_answer_recorded')],
                },
            ), migrations.CreateModel(
                name='OrderLineReceipt',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('receipt_id', models.UUIDField()),
                    ('receipt_number', models.CharField(max_length=40)),
                    ('is_reversal', models.BooleanField(default=False)),
                    ('units', models.PositiveBigIntegerField()),
                    ('came_on', models.DateField()),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='receipts', to='purchase_orders.purchaseorderline')),
                ],
                options={
                    'db_table': 'purchase_orders_line_receipt',
                    'indexes': [models.Index(fields=['receipt_id'], name='order_line_of_receipt'), models.Index(fields=['recorded_at'], name='order_line_receipt_recorded')],
                    'constraints': [models.UniqueConstraint(fields=('line', 'receipt_id', 'is_reversal'), name='order_line_received_once'), models.CheckConstraint(condition=models.Q(('units__gte', 1)), name='order_line_receipt_units')],
                },
            ), migrations.CreateModel(
                name='ShortLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('packs', models.PositiveIntegerField()),
                    ('recorded_at', models.DateTimeField()),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='purchase_orders.purchaseorderline')),
                    ('answer', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='short', to='purchase_orders.supplieranswer')),
                ],
                options={
                    'db_table': 'purchase_orders_short_line',
                    'indexes': [models.Index(fields=['recorded_at'], name='order_short_line_recorded')],
                    'constraints': [models.UniqueConstraint(fields=('answer', 'line'), name='order_short_line_once')],
                },
            )],
        ),
    ]
