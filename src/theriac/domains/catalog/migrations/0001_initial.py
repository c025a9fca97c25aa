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
                name='Abbreviation',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('short', models.CharField(max_length=12, unique=True)),
                    ('words', models.CharField(max_length=80)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'catalog_abbreviation',
                },
            ), migrations.CreateModel(
                name='Category',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120, unique=True)),
                ],
                options={
                    'db_table': 'catalog_category',
                    'ordering': ['name'],
                },
            ), migrations.CreateModel(
                name='Manufacturer',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120, unique=True)),
                ],
                options={
                    'db_table': 'catalog_manufacturer',
                    'ordering': ['name'],
                },
            ), migrations.CreateModel(
                name='SearchEntry',
                fields=[
                    ('product_id', models.UUIDField(primary_key=True, serialize=False)),
                    ('revision', models.BigIntegerField(db_index=True)),
                    ('standing', models.PositiveSmallIntegerField(default=0)),
                    ('active', models.BooleanField(default=True)),
                    ('document', models.TextField()),
                ],
                options={
                    'db_table': 'catalog_search_entry',
                },
            ), migrations.CreateModel(
                name='Substance',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('key', models.CharField(max_length=120, unique=True)),
                ],
                options={
                    'db_table': 'catalog_substance',
                },
            ), migrations.CreateModel(
                name='Generic',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=400)),
                    ('dose_form', models.CharField(max_length=60)),
                    ('key', models.CharField(max_length=64, unique=True)),
                    ('atc', models.CharField(default='', max_length=7)),
                    ('substances', models.JSONField(default=list)),
                    ('strengths', models.JSONField(default=list)),
                ],
                options={
                    'db_table': 'catalog_generic',
                    'indexes': [models.Index(fields=['name', 'id'], name='generic_by_name')],
                },
            ), migrations.CreateModel(
                name='Import',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=16)),
                    ('state', models.CharField(default='columns', max_length=12)),
                    ('branch_id', models.UUIDField(null=True)),
                    ('file_id', models.UUIDField()),
                    ('file_name', theriac.core.privacy.fields.EncryptedText(default='', label='import.file_name', owner='')),
                    ('sheet', theriac.core.privacy.fields.EncryptedText(default='', label='import.sheet', owner='')),
                    ('sheets', theriac.core.privacy.fields.EncryptedJSON(default=list, label='import.sheets', owner='')),
                    ('head_row', models.PositiveIntegerField(default=1)),
                    ('columns', theriac.core.privacy.fields.EncryptedJSON(default=list, label='import.columns', owner='')),
                    ('mapping', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='import.mapping', owner='')),
                    ('signature', models.CharField(max_length=64)),
                    ('mode', models.CharField(default='good', max_length=4)),
                    ('row_count', models.PositiveIntegerField(null=True)),
                    ('counts', models.JSONField(default=dict)),
                    ('left_out_rows', models.JSONField(default=list)),
                    ('committed_through', models.PositiveIntegerField(default=0)),
                    ('report_id', models.UUIDField(null=True)),
                    ('refusal', models.CharField(default='', max_length=300)),
                    ('job_id', models.UUIDField(null=True)),
                    ('acting', models.JSONField(default=dict)),
                    ('created_by', models.UUIDField()),
                    ('created_at', models.DateTimeField()),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'catalog_import',
                    'indexes': [models.Index(fields=['created_at', 'id'], name='import_by_time')],
                },
            ), migrations.CreateModel(
                name='SavedMapping',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=16)),
                    ('signature', models.CharField(max_length=64)),
                    ('name', theriac.core.privacy.fields.EncryptedText(label='import.mapping.name', owner='')),
                    ('mapping', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='import.mapping.saved', owner='')),
                    ('used_at', models.DateTimeField()),
                    ('used_by', models.UUIDField()),
                ],
                options={
                    'db_table': 'catalog_import_mapping',
                    'constraints': [models.UniqueConstraint(fields=('kind', 'signature'), name='import_mapping_of_source')],
                },
            ), migrations.CreateModel(
                name='SearchPopularity',
                fields=[
                    ('id', models.UUIDField(primary_key=True, serialize=False)),
                    ('branch_id', models.UUIDField()),
                    ('product_id', models.UUIDField()),
                    ('level', models.PositiveSmallIntegerField()),
                ],
                options={
                    'db_table': 'catalog_search_popularity',
                    'constraints': [models.UniqueConstraint(fields=('branch_id', 'product_id'), name='search_popularity_once')],
                },
            ), migrations.CreateModel(
                name='SearchState',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                    ('revision', models.BigIntegerField(default=0)),
                    ('marks', models.CharField(blank=True, default='', max_length=1024)),
                    ('ranked', models.CharField(blank=True, default='', max_length=8)),
                    ('abbreviated', models.CharField(blank=True, default='', max_length=8)),
                ],
                options={
                    'db_table': 'catalog_search_state',
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='search_state_is_one_row')],
                },
            ), migrations.CreateModel(
                name='Product',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=200)),
                    ('generic_name', models.CharField(blank=True, default='', max_length=200)),
                    ('substance', models.CharField(blank=True, default='', max_length=250)),
                    ('strength', models.CharField(blank=True, default='', max_length=80)),
                    ('dose_form', models.CharField(blank=True, default='', max_length=60)),
                    ('description', models.CharField(blank=True, default='', max_length=500)),
                    ('legal_class', models.CharField(max_length=24)),
                    ('storage', models.CharField(blank=True, default='', max_length=60)),
                    ('tax_class', models.CharField(default='standard', max_length=24)),
                    ('hsn', models.CharField(blank=True, db_default='', default='', max_length=8)),
                    ('base_unit', models.CharField(max_length=24)),
                    ('rotation', models.CharField(default='fefo', max_length=4)),
                    ('ved', models.CharField(blank=True, db_default='', default='', max_length=9)),
                    ('is_service', models.BooleanField(db_default=False, default=False)),
                    ('status', models.CharField(default='active', max_length=12)),
                    ('image_id', models.UUIDField(null=True)),
                    ('external_code', models.CharField(max_length=120, null=True, unique=True)),
                    ('created_at', models.DateTimeField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='products', to='catalog.category')),
                    ('generic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='products', to='catalog.generic')),
                    ('manufacturer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='products', to='catalog.manufacturer')),
                    ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'catalog_product',
                    'indexes': [models.Index(fields=['name', 'id'], name='product_by_name'), models.Index(fields=['status', 'name', 'id'], name='product_by_status')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('status', 'merged')), models.Q(models.Q(('status', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='product_merged_into_one')],
                },
            ), migrations.CreateModel(
                name='Ingredient',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('strength', models.CharField(max_length=60)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('generic', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='ingredients', to='catalog.generic')),
                    ('substance', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='ingredients', to='catalog.substance')),
                ],
                options={
                    'db_table': 'catalog_ingredient',
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('generic', 'substance'), name='ingredient_once')],
                },
            ), migrations.CreateModel(
                name='ImportProblem',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField()),
                    ('column', models.CharField(default='', max_length=120)),
                    ('content', theriac.core.privacy.fields.EncryptedText(default='', label='import.problem.content', owner='')),
                    ('code', models.CharField(max_length=24)),
                    ('params', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='import.problem.params', owner='')),
                    ('consequence', models.CharField(max_length=8)),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='catalog.import')),
                ],
                options={
                    'db_table': 'catalog_import_problem',
                    'indexes': [models.Index(fields=['source', 'number', 'id'], name='import_problem_by_row')],
                },
            ), migrations.CreateModel(
                name='Pack',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('level', models.PositiveSmallIntegerField()),
                    ('name', models.CharField(max_length=24)),
                    ('factor', models.PositiveIntegerField()),
                    ('sellable', models.BooleanField(default=True)),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='packs', to='catalog.product')),
                ],
                options={
                    'db_table': 'catalog_pack',
                    'ordering': ['level'],
                    'constraints': [models.UniqueConstraint(fields=('product', 'level'), name='pack_level_of_product'), models.UniqueConstraint(fields=('product', 'factor'), name='pack_factor_of_product'), models.CheckConstraint(condition=models.Q(('factor__gte', 1)), name='pack_factor_whole')],
                },
            ), migrations.CreateModel(
                name='PriceCeiling',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('amount', models.PositiveBigIntegerField()),
                    ('units', models.PositiveIntegerField()),
                    ('valid_from', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='ceilings', to='catalog.product')),
                ],
                options={
                    'db_table': 'catalog_price_ceiling',
                    'constraints': [models.CheckConstraint(condition=models.Q(('units__gte', 1)), name='ceiling_units_whole')],
                },
            ), migrations.CreateModel(
                name='DistinctProducts',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('said_at', models.DateTimeField()),
                    ('said_by', models.UUIDField()),
                    ('one', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                    ('other', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'catalog_distinct_products',
                    'indexes': [models.Index(fields=['said_at', 'id'], name='distinct_products_by_time')],
                    'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='distinct_products_once')],
                },
            ), migrations.CreateModel(
                name='ProductMerge',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('reason', models.CharField(max_length=250)),
                    ('status_before', models.CharField(max_length=12)),
                    ('codes', models.JSONField(default=list)),
                    ('packs_made', models.JSONField(default=list)),
                    ('stock', models.JSONField(default=dict)),
                    ('open_key', models.CharField(max_length=36, null=True, unique=True)),
                    ('merged_at', models.DateTimeField()),
                    ('merged_by', models.UUIDField()),
                    ('undone_at', models.DateTimeField(null=True)),
                    ('undone_by', models.UUIDField(null=True)),
                    ('undone_reason', models.CharField(default='', max_length=250)),
                    ('kept', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                    ('merged', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'catalog_product_merge',
                    'indexes': [models.Index(fields=['merged_at', 'id'], name='product_merge_by_time')],
                },
            ), migrations.CreateModel(
                name='Barcode',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=60, unique=True)),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='barcodes', to='catalog.pack')),
                ],
                options={
                    'db_table': 'catalog_barcode',
                },
            ), migrations.CreateModel(
                name='UnknownCode',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=60, unique=True)),
                    ('state', models.CharField(default='open', max_length=8)),
                    ('times', models.PositiveIntegerField(default=0)),
                    ('first_seen_at', models.DateTimeField()),
                    ('last_seen_at', models.DateTimeField()),
                    ('terminal_id', models.UUIDField()),
                    ('person_id', models.UUIDField()),
                    ('note', models.CharField(default='', max_length=120)),
                    ('settled_by', models.UUIDField(null=True)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('reason', models.CharField(default='', max_length=120)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('pack', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.pack')),
                ],
                options={
                    'db_table': 'catalog_unknown_code',
                    'indexes': [models.Index(fields=['state', 'last_seen_at'], name='unknown_code_state')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('pack', None), ('settled_at', None), ('state', 'open')), models.Q(('pack__isnull', False), ('settled_at__isnull', False), ('state', 'linked')), models.Q(('pack', None), ('settled_at__isnull', False), ('state', 'aside')), _connector='OR'), name='unknown_code_settled')],
                },
            ), migrations.CreateModel(
                name='Favourite',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('branch_id', models.UUIDField()),
                    ('position', models.PositiveSmallIntegerField()),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.pack')),
                ],
                options={
                    'db_table': 'catalog_favourite',
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('branch_id', 'pack'), name='favourite_once_a_branch')],
                },
            ), migrations.CreateModel(
                name='Price',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('branch_id', models.UUIDField(null=True)),
                    ('amount', models.PositiveBigIntegerField()),
                    ('valid_from', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='prices', to='catalog.pack')),
                ],
                options={
                    'db_table': 'catalog_price',
                    'indexes': [models.Index(fields=['pack', 'valid_from'], name='price_of_pack')],
                },
            ), migrations.CreateModel(
                name='CodeSighting',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('terminal_id', models.UUIDField()),
                    ('person_id', models.UUIDField()),
                    ('note', models.CharField(default='', max_length=120)),
                    ('seen_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('day', models.DateField()),
                    ('number', models.PositiveSmallIntegerField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('code', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='sightings', to='catalog.unknowncode')),
                ],
                options={
                    'db_table': 'catalog_code_sighting',
                    'constraints': [models.UniqueConstraint(fields=('terminal_id', 'day', 'number'), name='sighting_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 100)), name='sighting_bounded')],
                },
            )],
        ),
    ]
