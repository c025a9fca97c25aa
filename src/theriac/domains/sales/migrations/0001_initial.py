import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
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
                name='Sale',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('sequence', models.PositiveIntegerField()),
                    ('number', models.CharField(max_length=40)),
                    ('source', models.CharField(max_length=8)),
                    ('person_id', models.UUIDField()),
                    ('occurred_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('business_on', models.DateField()),
                    ('currency', models.CharField(max_length=3)),
                    ('gross', models.BigIntegerField()),
                    ('discount', models.BigIntegerField()),
                    ('tax', models.BigIntegerField()),
                    ('rounding', models.BigIntegerField()),
                    ('total', models.BigIntegerField()),
                    ('place_of_supply', models.CharField(default='', max_length=4)),
                    ('till_session_id', models.UUIDField(null=True)),
                    ('content_hash', models.CharField(max_length=64)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('series', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.documentseries')),
                    ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.terminal')),
                ],
                options={
                    'db_table': 'sales_sale',
                    'indexes': [models.Index(fields=['branch', 'business_on'], name='sale_of_day'), models.Index(fields=['number'], name='sale_by_number', opclasses=['varchar_pattern_ops']), models.Index(fields=['recorded_at'], name='sale_recorded'), models.Index(fields=['till_session_id'], name='sale_of_till_session')],
                    'constraints': [models.UniqueConstraint(fields=('series', 'sequence'), name='sale_number_once')],
                },
            ), migrations.CreateModel(
                name='SeriesClosing',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('last_number', models.PositiveIntegerField()),
                    ('closed_at', models.DateTimeField()),
                    ('closed_by', models.UUIDField()),
                    ('reason', models.CharField(max_length=120)),
                    ('series', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.documentseries')),
                ],
                options={
                    'db_table': 'sales_series_closing',
                },
            ), migrations.CreateModel(
                name='VoidedNumber',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('sequence', models.PositiveIntegerField()),
                    ('declared_at', models.DateTimeField()),
                    ('declared_by', models.UUIDField()),
                    ('reason', models.CharField(max_length=120)),
                    ('series', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.documentseries')),
                ],
                options={
                    'db_table': 'sales_voided_number',
                    'constraints': [models.UniqueConstraint(fields=('series', 'sequence'), name='voided_number_once')],
                },
            ), migrations.CreateModel(
                name='HeldPush',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('sale_id', models.UUIDField()),
                    ('branch_id', models.UUIDField()),
                    ('reason', models.CharField(max_length=12)),
                    ('number', models.CharField(max_length=40)),
                    ('series_id', models.UUIDField()),
                    ('sequence', models.PositiveIntegerField()),
                    ('content_hash', models.CharField(max_length=64)),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(label='sale.held', owner='key_id')),
                    ('key_id', models.UUIDField()),
                    ('received_at', models.DateTimeField()),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('decided_by', models.UUIDField(null=True)),
                    ('decision', models.CharField(default='', max_length=12)),
                    ('note', models.CharField(default='', max_length=250)),
                    ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.terminal')),
                ],
                options={
                    'db_table': 'sales_held_push',
                    'indexes': [models.Index(fields=['decided_at', 'received_at'], name='held_push_waits')],
                    'constraints': [models.UniqueConstraint(fields=('sale_id', 'content_hash'), name='held_push_once')],
                },
            ), migrations.CreateModel(
                name='ReceiptCopy',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField()),
                    ('taken_at', models.DateTimeField()),
                    ('taken_by', models.UUIDField()),
                    ('terminal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.terminal')),
                    ('sale', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='copies', to='sales.sale')),
                ],
                options={
                    'db_table': 'sales_receipt_copy',
                    'constraints': [models.UniqueConstraint(fields=('sale', 'number'), name='receipt_copy_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='receipt_copy_counted_from_one')],
                },
            ), migrations.CreateModel(
                name='Payment',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('method', models.CharField(max_length=10)),
                    ('tendered', models.BigIntegerField()),
                    ('change', models.BigIntegerField()),
                    ('reference', models.CharField(default='', max_length=60)),
                    ('sale', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='payments', to='sales.sale')),
                ],
                options={
                    'db_table': 'sales_payment',
                    'constraints': [models.CheckConstraint(condition=models.Q(('change__gte', 0), ('tendered__gte', models.F('change'))), name='payment_change_fits')],
                },
            ), migrations.CreateModel(
                name='SaleGround',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=12)),
                    ('details', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='sale.ground', owner='key_id')),
                    ('key_id', models.UUIDField()),
                    ('kept_hashes', models.JSONField(default=dict)),
                    ('written_on', models.DateField(null=True)),
                    ('valid_until', models.DateField(null=True)),
                    ('asks_patient', models.BooleanField(db_default=False, default=False)),
                    ('exception', models.CharField(default='', max_length=40)),
                    ('permitted_by', models.UUIDField()),
                    ('duty_turn_id', models.UUIDField(null=True)),
                    ('sale', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='grounds', to='sales.sale')),
                ],
                options={
                    'db_table': 'sales_ground',
                },
            ), migrations.CreateModel(
                name='SaleLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('packs', models.PositiveIntegerField()),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('price_amount', models.PositiveBigIntegerField()),
                    ('price_units', models.PositiveIntegerField()),
                    ('gross', models.BigIntegerField()),
                    ('discount', models.BigIntegerField()),
                    ('taxable', models.BigIntegerField()),
                    ('tax', models.BigIntegerField()),
                    ('total', models.BigIntegerField()),
                    ('taxes', models.JSONField()),
                    ('promotion_id', models.UUIDField(null=True)),
                    ('promotion_off', models.BigIntegerField(default=0)),
                    ('promotion_told', models.CharField(default='', max_length=160)),
                    ('instead_of', models.UUIDField(null=True)),
                    ('instead_saved', models.BigIntegerField(default=0)),
                    ('ground_id', models.UUIDField(null=True)),
                    ('prescription_line_id', models.UUIDField(null=True)),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.pack')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                    ('sale', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='lines', to='sales.sale')),
                ],
                options={
                    'db_table': 'sales_line',
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('sale', 'position'), name='line_position'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='line_positive')],
                },
            ), migrations.CreateModel(
                name='SalePatient',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField()),
                    ('sale', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='patient', to='sales.sale')),
                ],
                options={
                    'db_table': 'sales_patient',
                    'indexes': [models.Index(fields=['patient_id'], name='sale_of_patient')],
                },
            ), migrations.CreateModel(
                name='DiscrepancyCase',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('branch_id', models.UUIDField()),
                    ('kind', models.CharField(max_length=14)),
                    ('facts', models.JSONField()),
                    ('quantity', models.PositiveBigIntegerField(default=0)),
                    ('opened_at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('settled_by', models.UUIDField(null=True)),
                    ('settlement', models.CharField(default='', max_length=12)),
                    ('note', models.CharField(default='', max_length=250)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('sale', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='cases', to='sales.sale')),
                    ('line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='cases', to='sales.saleline')),
                ],
                options={
                    'db_table': 'sales_case',
                    'indexes': [models.Index(fields=['branch_id', 'settled_at'], name='case_open'), models.Index(fields=['settled_at', 'opened_at'], name='case_waits')],
                },
            )],
        ),
    ]
