import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('organisation', '0001_initial'),
        ('stock', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='Destruction',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('state', models.CharField(default='draft', max_length=9)),
                    ('number', models.CharField(default='', max_length=40)),
                    ('method', models.CharField(max_length=120)),
                    ('reason', models.CharField(max_length=120)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'stock_destruction',
                    'indexes': [models.Index(fields=['branch', 'state', 'created_at'], name='destruction_of')],
                },
            ), migrations.CreateModel(
                name='TakenBack',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('business_on', models.DateField()),
                    ('name', models.CharField(default='', max_length=120)),
                    ('waste', models.CharField(max_length=12)),
                    ('grams', models.PositiveIntegerField()),
                    ('note', models.CharField(default='', max_length=120)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('cancels', models.OneToOneField(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='disposal.takenback')),
                    ('product', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'stock_taken_back',
                    'indexes': [models.Index(fields=['branch', 'business_on'], name='taken_back_of_day')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('grams__gte', 1)), name='taken_back_weighs')],
                },
            ), migrations.CreateModel(
                name='DestructionLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                    ('destruction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='disposal.destruction')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.place')),
                ],
                options={
                    'db_table': 'stock_destruction_line',
                    'ordering': ['position'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='destruction_line_positive'), models.UniqueConstraint(fields=('destruction', 'batch', 'place'), name='destruction_line_once')],
                },
            ), migrations.CreateModel(
                name='DestructionPosting',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40, unique=True)),
                    ('document_id', models.UUIDField()),
                    ('lines', models.PositiveIntegerField()),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('currency', models.CharField(max_length=3)),
                    ('cost', models.PositiveBigIntegerField()),
                    ('first_witness', models.UUIDField()),
                    ('second_witness', models.UUIDField()),
                    ('content_hash', models.CharField(max_length=64)),
                    ('person_id', models.UUIDField()),
                    ('business_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('destruction', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='posting', to='disposal.destruction')),
                ],
                options={
                    'db_table': 'stock_destruction_posting',
                    'indexes': [models.Index(fields=['recorded_at'], name='destruction_recorded')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('first_witness', models.F('second_witness')), _negated=True), models.Q(('person_id', models.F('first_witness')), _negated=True), models.Q(('person_id', models.F('second_witness')), _negated=True)), name='destruction_by_two_witnesses')],
                },
            ), migrations.CreateModel(
                name='DestructionSignature',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('witness_id', models.UUIDField()),
                    ('approval_id', models.UUIDField(unique=True)),
                    ('content_hash', models.CharField(max_length=64)),
                    ('signed_at', models.DateTimeField()),
                    ('destruction', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='signatures', to='disposal.destruction')),
                ],
                options={
                    'db_table': 'stock_destruction_signature',
                    'constraints': [models.UniqueConstraint(fields=('destruction', 'witness_id'), name='destruction_witness_once')],
                },
            )],
        ),
    ]
