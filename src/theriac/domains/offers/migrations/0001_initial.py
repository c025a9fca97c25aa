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
                name='Offer',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('supplier_by', models.CharField(default='', max_length=12)),
                    ('source', models.CharField(max_length=5)),
                    ('state', models.CharField(default='draft', max_length=9)),
                    ('file_id', models.UUIDField(null=True)),
                    ('sha256', models.CharField(default='', max_length=64)),
                    ('file_key', models.CharField(max_length=64, null=True)),
                    ('sender', models.CharField(default='', max_length=120)),
                    ('number', models.CharField(default='', max_length=40)),
                    ('issued_on', models.DateField(null=True)),
                    ('valid_from', models.DateField(null=True)),
                    ('valid_until', models.DateField(null=True)),
                    ('freight', models.PositiveBigIntegerField(default=0)),
                    ('freight_free_from', models.PositiveBigIntegerField(null=True)),
                    ('minimum_order', models.PositiveBigIntegerField(default=0)),
                    ('note', models.CharField(default='', max_length=120)),
                    ('marks', models.JSONField(default=dict)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField()),
                    ('confirmed_at', models.DateTimeField(null=True)),
                    ('confirmed_by', models.UUIDField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('supplier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='suppliers.supplier')),
                ],
                options={
                    'db_table': 'offers_offer',
                    'indexes': [models.Index(fields=['branch', 'created_at', 'id'], name='offer_of_branch'), models.Index(fields=['supplier', 'created_at'], name='offer_of_supplier'), models.Index(fields=['sha256'], name='offer_of_file'), models.Index(fields=['sender'], name='offer_of_sender')],
                    'constraints': [models.UniqueConstraint(fields=('branch', 'file_key'), name='offer_file_stands_once')],
                },
            ), migrations.CreateModel(
                name='SupplierAlias',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=4)),
                    ('text', models.CharField(max_length=200)),
                    ('key', models.CharField(max_length=200)),
                    ('learnt_at', models.DateTimeField()),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.pack')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                    ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='suppliers.supplier')),
                ],
                options={
                    'db_table': 'offers_supplier_alias',
                    'constraints': [models.UniqueConstraint(fields=('supplier', 'kind', 'key'), name='supplier_alias_once')],
                },
            ), migrations.CreateModel(
                name='SupplierHeading',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('text', models.CharField(max_length=120)),
                    ('key', models.CharField(max_length=120)),
                    ('field', models.CharField(blank=True, default='', max_length=24)),
                    ('learnt_at', models.DateTimeField()),
                    ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='suppliers.supplier')),
                ],
                options={
                    'db_table': 'offers_supplier_heading',
                    'constraints': [models.UniqueConstraint(fields=('supplier', 'key'), name='supplier_heading_once')],
                },
            ), migrations.CreateModel(
                name='EngineJob',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=16)),
                    ('subject_id', models.UUIDField()),
                    ('file_id', models.UUIDField()),
                    ('state', models.CharField(default='queued', max_length=6)),
                    ('attempt', models.PositiveIntegerField(default=1)),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('due_at', models.DateTimeField(null=True)),
                    ('engine_id', models.CharField(default='', max_length=36)),
                    ('callback_id', models.CharField(default='', max_length=100)),
                    ('failure_code', models.CharField(default='', max_length=40)),
                    ('problem', models.CharField(default='', max_length=300)),
                    ('faults', models.JSONField(default=list)),
                    ('columns', models.JSONField(default=list)),
                    ('created_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'offers_engine_job',
                    'indexes': [models.Index(fields=['due_at'], name='engine_job_due'), models.Index(fields=['subject_id', 'created_at'], name='engine_job_of_subject'), models.Index(fields=['engine_id'], name='engine_job_known')],
                },
            ), migrations.CreateModel(
                name='OfferConfirmation',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('lines', models.PositiveIntegerField()),
                    ('content_hash', models.CharField(max_length=64)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('offer', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='confirmation', to='offers.offer')),
                    ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='suppliers.supplier')),
                ],
                options={
                    'db_table': 'offers_confirmation',
                    'indexes': [models.Index(fields=['recorded_at'], name='offer_confirmation_recorded')],
                },
            ), migrations.CreateModel(
                name='OfferLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveIntegerField()),
                    ('state', models.CharField(default='open', max_length=9)),
                    ('is_checked', models.BooleanField(default=False)),
                    ('text', models.CharField(default='', max_length=200)),
                    ('code', models.CharField(default='', max_length=60)),
                    ('gtin', models.CharField(default='', max_length=14)),
                    ('maker', models.CharField(default='', max_length=120)),
                    ('pack_text', models.CharField(default='', max_length=60)),
                    ('unit_text', models.CharField(default='', max_length=40)),
                    ('factor', models.PositiveIntegerField(null=True)),
                    ('matched_by', models.CharField(default='', max_length=10)),
                    ('similarity', models.PositiveSmallIntegerField(default=0)),
                    ('price', models.PositiveBigIntegerField(null=True)),
                    ('discount_ppm', models.PositiveIntegerField(default=0)),
                    ('discount_amount', models.PositiveBigIntegerField(default=0)),
                    ('tax_bp', models.PositiveIntegerField(default=0)),
                    ('tax_included', models.BooleanField(default=False)),
                    ('bonus_for', models.PositiveIntegerField(default=0)),
                    ('bonus_packs', models.PositiveIntegerField(default=0)),
                    ('minimum_packs', models.PositiveIntegerField(default=0)),
                    ('available_packs', models.PositiveIntegerField(null=True)),
                    ('batch_number', models.CharField(default='', max_length=60)),
                    ('expires_on', models.DateField(null=True)),
                    ('valid_until', models.DateField(null=True)),
                    ('confidence', models.PositiveSmallIntegerField(default=1000)),
                    ('marks', models.JSONField(default=dict)),
                    ('faults', models.JSONField(default=list)),
                    ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='offers.offer')),
                    ('pack', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.pack')),
                    ('product', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'offers_line',
                    'ordering': ['position'],
                    'indexes': [models.Index(fields=['product', 'state'], name='offer_line_of_product')],
                    'constraints': [models.UniqueConstraint(fields=('offer', 'position'), name='offer_line_position'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('factor__gte', 1), ('price__isnull', False), ('product__isnull', False)), _connector='OR'), name='offer_line_confirmed_whole')],
                },
            )],
        ),
    ]
