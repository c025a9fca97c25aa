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
                name='Quotation',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40, unique=True)),
                    ('state', models.CharField(default='issued', max_length=9)),
                    ('issued_at', models.DateTimeField()),
                    ('issued_on', models.DateField()),
                    ('issued_by', models.UUIDField()),
                    ('terminal_id', models.UUIDField(null=True)),
                    ('valid_until', models.DateField()),
                    ('currency', models.CharField(max_length=3)),
                    ('place_of_supply', models.CharField(blank=True, default='', max_length=2)),
                    ('gross', models.BigIntegerField()),
                    ('discount', models.BigIntegerField()),
                    ('tax', models.BigIntegerField()),
                    ('rounding', models.BigIntegerField()),
                    ('total', models.BigIntegerField()),
                    ('details', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='quotations.buyer', owner='key_id')),
                    ('key_id', models.UUIDField()),
                    ('patient_id', models.UUIDField(null=True)),
                    ('credit_account_id', models.UUIDField(null=True)),
                    ('approval_id', models.UUIDField(null=True)),
                    ('sale_id', models.UUIDField(null=True, unique=True)),
                    ('taken_at', models.DateTimeField(null=True)),
                    ('taken_by', models.UUIDField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('reason', models.CharField(blank=True, default='', max_length=120)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'quotation',
                    'indexes': [models.Index(fields=['branch', 'issued_on'], name='quotation_of_day'), models.Index(fields=['patient_id'], name='quotation_of_patient')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'issued')), models.Q(('ended_at__isnull', False), ('sale_id__isnull', False), ('state', 'converted')), models.Q(('ended_at__isnull', False), ('sale_id', None), ('state', 'cancelled')), _connector='OR'), name='quotation_whole'), models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('issued_on'))), name='quotation_valid_once'), models.CheckConstraint(condition=models.Q(models.Q(('sale_id', None), ('taken_at', None), ('taken_by', None)), models.Q(('sale_id__isnull', False), ('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='quotation_taken_whole')],
                },
            ), migrations.CreateModel(
                name='QuotationLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('packs', models.PositiveIntegerField()),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('price_amount', models.BigIntegerField()),
                    ('price_units', models.PositiveBigIntegerField()),
                    ('gross', models.BigIntegerField()),
                    ('discount', models.BigIntegerField()),
                    ('taxable', models.BigIntegerField()),
                    ('tax', models.BigIntegerField()),
                    ('total', models.BigIntegerField()),
                    ('taxes', models.JSONField(default=list)),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.pack')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                    ('quotation', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='lines', to='quotations.quotation')),
                ],
                options={
                    'db_table': 'quotation_line',
                    'constraints': [models.UniqueConstraint(fields=('quotation', 'position'), name='quotation_line_place'), models.CheckConstraint(condition=models.Q(('discount__gte', 0), ('packs__gte', 1), ('price_units__gte', 1), ('quantity__gte', 1), ('discount__lte', models.F('gross'))), name='quotation_line_fits')],
                },
            )],
        ),
    ]
