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
                name='Batch',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(default='', max_length=60)),
                    ('expires_on', models.DateField(null=True)),
                    ('received_on', models.DateField()),
                    ('mrp_amount', models.PositiveBigIntegerField(null=True)),
                    ('mrp_units', models.PositiveIntegerField(default=1)),
                    ('cost_amount', models.PositiveBigIntegerField(null=True)),
                    ('cost_units', models.PositiveIntegerField(default=1)),
                    ('price_amount', models.PositiveBigIntegerField(null=True)),
                    ('price_units', models.PositiveIntegerField(db_default=1, default=1)),
                    ('own_price_amount', models.PositiveBigIntegerField(null=True)),
                    ('own_price_units', models.PositiveIntegerField(db_default=1, default=1)),
                    ('own_price_from', models.DateTimeField(null=True)),
                    ('is_consigned', models.BooleanField(db_default=False, default=False)),
                    ('state', models.CharField(default='released', max_length=8)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                    ('supplier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='suppliers.supplier')),
                ],
                options={
                    'db_table': 'stock_batch',
                    'indexes': [models.Index(fields=['product', 'expires_on'], name='batch_of_product'), models.Index(fields=['expires_on'], name='batch_expiry'), models.Index(fields=['number'], name='batch_number')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('mrp_units__gte', 1), ('cost_units__gte', 1), ('own_price_units__gte', 1)), name='batch_units_whole')],
                },
            ), migrations.CreateModel(
                name='Bin',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=20)),
                    ('label', models.CharField(default='', max_length=60)),
                    ('is_active', models.BooleanField(default=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'stock_bin',
                    'constraints': [models.UniqueConstraint(fields=('branch', 'code'), name='bin_once')],
                },
            ), migrations.CreateModel(
                name='ChangeReason',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('document_id', models.UUIDField(unique=True)),
                    ('branch_id', models.UUIDField()),
                    ('code', models.CharField(max_length=16)),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'db_table': 'stock_change_reason',
                    'indexes': [models.Index(fields=['branch_id', 'code'], name='change_reason_of_branch')],
                },
            ), migrations.CreateModel(
                name='Place',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=10)),
                    ('name', models.CharField(max_length=40)),
                    ('branch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'stock_place',
                    'ordering': ['name'],
                },
            ), migrations.CreateModel(
                name='QuotaLease',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('branch_id', models.UUIDField()),
                    ('open_key', models.CharField(max_length=120, null=True, unique=True)),
                    ('expires_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('is_limited', models.BooleanField(default=False)),
                    ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.terminal')),
                ],
                options={
                    'db_table': 'stock_quota_lease',
                    'indexes': [models.Index(fields=['branch_id', 'ended_at', 'expires_at'], name='lease_of_branch')],
                },
            ), migrations.CreateModel(
                name='Reservation',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('purpose', models.CharField(max_length=8)),
                    ('state', models.CharField(default='active', max_length=8)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('asked', models.PositiveBigIntegerField()),
                    ('holder_id', models.UUIDField(null=True)),
                    ('reference', models.CharField(default='', max_length=60)),
                    ('open_key', models.CharField(max_length=120, null=True, unique=True)),
                    ('expires_at', models.DateTimeField(null=True)),
                    ('made_by', models.UUIDField()),
                    ('made_at', models.DateTimeField()),
                    ('ended_by', models.UUIDField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_reason', models.CharField(default='', max_length=120)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'stock_reservation',
                    'indexes': [models.Index(fields=['branch', 'state', 'made_at'], name='reservation_of_branch'), models.Index(fields=['product', 'branch', 'state'], name='reservation_of_product'), models.Index(fields=['state', 'expires_at'], name='reservation_expiry'), models.Index(fields=['holder_id', 'state'], name='reservation_of_holder')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__lte', models.F('asked'))), name='reservation_within'), models.CheckConstraint(condition=models.Q(models.Q(('expires_at', None), ('purpose', 'quota')), models.Q(models.Q(('purpose', 'quota'), _negated=True), ('expires_at__isnull', False)), _connector='OR'), name='reservation_expires'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'active')), models.Q(models.Q(('state', 'active'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='reservation_stands_or_ended')],
                },
            ), migrations.CreateModel(
                name='SnapshotLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('snapshot_id', models.UUIDField()),
                    ('batch_id', models.UUIDField()),
                    ('place_id', models.UUIDField()),
                    ('quantity', models.BigIntegerField()),
                ],
                options={
                    'db_table': 'stock_snapshot_line',
                    'constraints': [models.UniqueConstraint(fields=('snapshot_id', 'batch_id', 'place_id'), name='snapshot_line_once')],
                },
            ), migrations.CreateModel(
                name='SnapshotWithdrawal',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('from_at', models.DateTimeField()),
                    ('made_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'stock_snapshot_withdrawal',
                },
            ), migrations.CreateModel(
                name='StockProof',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('begun_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField()),
                    ('balances', models.PositiveBigIntegerField()),
                    ('movements', models.PositiveBigIntegerField()),
                    ('snapshots', models.PositiveBigIntegerField()),
                    ('lines', models.PositiveBigIntegerField()),
                    ('differences', models.PositiveBigIntegerField()),
                    ('found', models.JSONField(default=list)),
                ],
                options={
                    'db_table': 'stock_proof',
                    'indexes': [models.Index(fields=['ended_at'], name='proof_ended')],
                },
            ), migrations.CreateModel(
                name='StockSnapshot',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('day', models.DateField()),
                    ('at', models.DateTimeField()),
                    ('lines', models.PositiveIntegerField()),
                    ('taken_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('previous', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.stocksnapshot')),
                ],
                options={
                    'db_table': 'stock_snapshot',
                    'indexes': [models.Index(fields=['branch', 'at'], name='snapshot_of_branch')],
                },
            ), migrations.CreateModel(
                name='BatchCorrection',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('branch_id', models.UUIDField()),
                    ('number_before', models.CharField(max_length=60)),
                    ('number_after', models.CharField(max_length=60)),
                    ('expiry_before', models.DateField(null=True)),
                    ('expiry_after', models.DateField(null=True)),
                    ('reason', models.CharField(max_length=250)),
                    ('corrected_by', models.UUIDField()),
                    ('approved_by', models.UUIDField(null=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                ],
                options={
                    'db_table': 'stock_batch_correction',
                    'indexes': [models.Index(fields=['branch_id', 'recorded_at'], name='correction_of_branch')],
                },
            ), migrations.CreateModel(
                name='BatchPrice',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('amount', models.PositiveBigIntegerField(null=True)),
                    ('units', models.PositiveIntegerField()),
                    ('valid_from', models.DateTimeField()),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                ],
                options={
                    'db_table': 'stock_batch_price',
                    'indexes': [models.Index(fields=['batch', 'valid_from'], name='own_price_of_batch')],
                },
            ), migrations.CreateModel(
                name='BatchTwin',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kept_product_id', models.UUIDField()),
                    ('merge_id', models.UUIDField()),
                    ('made_at', models.DateTimeField()),
                    ('kept_batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('merged_batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                ],
                options={
                    'db_table': 'stock_batch_twin',
                    'constraints': [models.UniqueConstraint(fields=('merged_batch', 'kept_product_id'), name='batch_twin_once')],
                },
            ), migrations.CreateModel(
                name='OpeningLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('key', models.CharField(max_length=64, unique=True)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('import_id', models.UUIDField()),
                    ('row_number', models.PositiveIntegerField()),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                ],
                options={
                    'db_table': 'stock_opening_line',
                },
            ), migrations.CreateModel(
                name='BatchBin',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('bin', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.bin')),
                ],
                options={
                    'db_table': 'stock_batch_bin',
                    'constraints': [models.UniqueConstraint(fields=('batch', 'branch'), name='batch_bin_once')],
                },
            ), migrations.CreateModel(
                name='HomeBin',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('bin', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.bin')),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'stock_home_bin',
                    'constraints': [models.UniqueConstraint(fields=('product', 'branch'), name='home_bin_once')],
                },
            ), migrations.CreateModel(
                name='Movement',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('product_id', models.UUIDField()),
                    ('branch_id', models.UUIDField()),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('kind', models.CharField(max_length=12)),
                    ('reason', models.CharField(default='', max_length=120)),
                    ('document_id', models.UUIDField()),
                    ('document_number', models.CharField(default='', max_length=40)),
                    ('line_id', models.UUIDField(null=True)),
                    ('actor_id', models.UUIDField()),
                    ('occurred_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.movement')),
                    ('from_place', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.place')),
                    ('to_place', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.place')),
                ],
                options={
                    'db_table': 'stock_movement',
                    'indexes': [models.Index(fields=['product_id', 'branch_id', 'id'], name='movement_card'), models.Index(fields=['document_id'], name='movement_document'), models.Index(fields=['recorded_at'], name='movement_recorded')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='movement_positive')],
                },
            ), migrations.CreateModel(
                name='Balance',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('product_id', models.UUIDField()),
                    ('branch_id', models.UUIDField()),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('reserved', models.PositiveBigIntegerField(db_default=0, default=0)),
                    ('register', models.CharField(db_default='', default='', max_length=24)),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='balances', to='stock.batch')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.place')),
                ],
                options={
                    'db_table': 'stock_balance',
                    'indexes': [models.Index(fields=['branch_id', 'product_id'], name='balance_of_product')],
                    'constraints': [models.UniqueConstraint(fields=('batch', 'place'), name='balance_once'), models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='balance_not_negative'), models.CheckConstraint(condition=models.Q(('reserved__lte', models.F('quantity'))), name='balance_reserved_there')],
                },
            ), migrations.CreateModel(
                name='ReservedBatch',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('balance_id', models.UUIDField()),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('reservation', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='batches', to='stock.reservation')),
                ],
                options={
                    'db_table': 'stock_reserved_batch',
                    'indexes': [models.Index(fields=['balance_id'], name='reservation_of_balance')],
                    'constraints': [models.UniqueConstraint(fields=('reservation', 'balance_id'), name='reserved_batch_once')],
                },
            )],
        ),
    ]
