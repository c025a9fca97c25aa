import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='CapitalStand',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('open', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'db_table': 'capital_stand',
                },
            ), migrations.CreateModel(
                name='CapitalFloor',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('amount', models.PositiveBigIntegerField()),
                    ('reason', models.CharField(max_length=120)),
                    ('set_at', models.DateTimeField()),
                    ('set_by', models.UUIDField()),
                ],
                options={
                    'db_table': 'capital_floor',
                    'indexes': [models.Index(fields=['set_at'], name='capital_floor_set')],
                },
            ), migrations.CreateModel(
                name='Commitment',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('document_kind', models.CharField(max_length=20)),
                    ('document_id', models.UUIDField()),
                    ('document_number', models.CharField(max_length=40)),
                    ('amount', models.PositiveBigIntegerField()),
                    ('remaining', models.PositiveBigIntegerField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'capital_commitment',
                    'constraints': [models.UniqueConstraint(fields=('document_kind', 'document_id'), name='commitment_of_document_once'), models.CheckConstraint(condition=models.Q(('amount__gte', 1), ('remaining__lte', models.F('amount'))), name='commitment_left_within')],
                },
            ), migrations.CreateModel(
                name='CommitmentMove',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('move_kind', models.CharField(max_length=9)),
                    ('amount', models.PositiveBigIntegerField()),
                    ('document_kind', models.CharField(max_length=20)),
                    ('document_id', models.UUIDField()),
                    ('document_number', models.CharField(default='', max_length=40)),
                    ('reason', models.CharField(default='', max_length=120)),
                    ('moved_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('person_id', models.UUIDField()),
                    ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='moves', to='capital.commitment')),
                ],
                options={
                    'db_table': 'capital_commitment_move',
                    'indexes': [models.Index(fields=['moved_on'], name='commitment_move_of_day'), models.Index(fields=['document_id'], name='commitment_move_of_document'), models.Index(fields=['recorded_at'], name='commitment_move_recorded')],
                    'constraints': [models.UniqueConstraint(fields=('commitment', 'move_kind', 'document_id'), name='commitment_moved_once'), models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='commitment_move_positive')],
                },
            )],
        ),
    ]
