import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='Supplier',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=12, unique=True)),
                    ('name', models.CharField(max_length=120)),
                    ('address', models.CharField(blank=True, default='', max_length=250)),
                    ('phone', models.CharField(blank=True, default='', max_length=40)),
                    ('email', models.CharField(blank=True, default='', max_length=254)),
                    ('tax_id', models.CharField(blank=True, default='', max_length=40)),
                    ('tax_registered', models.BooleanField(default=True)),
                    ('payment_days', models.PositiveSmallIntegerField(null=True)),
                    ('lead_days', models.PositiveSmallIntegerField(null=True)),
                    ('minimum_order', models.PositiveBigIntegerField(default=0)),
                    ('terms', models.CharField(blank=True, default='', max_length=500)),
                    ('contacts', theriac.core.privacy.fields.EncryptedJSON(default=list, label='suppliers.contacts', owner='id')),
                    ('state', models.CharField(default='active', max_length=8)),
                    ('state_reason', models.CharField(blank=True, default='', max_length=120)),
                    ('created_at', models.DateTimeField()),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'suppliers_supplier',
                    'indexes': [models.Index(fields=['name', 'id'], name='supplier_by_name')],
                },
            ), migrations.CreateModel(
                name='SupplierKey',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=60)),
                    ('hint', models.CharField(max_length=12)),
                    ('secret_hash', models.CharField(max_length=64, unique=True)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField()),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='suppliers.supplier')),
                ],
                options={
                    'db_table': 'suppliers_key',
                    'indexes': [models.Index(fields=['supplier', 'created_at'], name='supplier_key_made')],
                },
            ), migrations.CreateModel(
                name='SupplierLicence',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=20)),
                    ('number', models.CharField(max_length=80)),
                    ('valid_until', models.DateField(null=True)),
                    ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='licences', to='suppliers.supplier')),
                ],
                options={
                    'db_table': 'suppliers_licence',
                    'constraints': [models.UniqueConstraint(fields=('supplier', 'kind'), name='supplier_licence_of_kind')],
                },
            ), migrations.CreateModel(
                name='SupplierPerson',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('invited_at', models.DateTimeField()),
                    ('invited_by', models.UUIDField()),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='suppliers.supplier')),
                ],
                options={
                    'db_table': 'suppliers_person',
                    'indexes': [models.Index(fields=['supplier', 'invited_at'], name='supplier_person_invited')],
                },
            )],
        ),
    ]
