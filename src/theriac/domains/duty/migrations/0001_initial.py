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
                name='DutyHolder',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('person_id', models.UUIDField(unique=True)),
                ],
                options={
                    'db_table': 'duty_holder',
                },
            ), migrations.CreateModel(
                name='BranchDutyRule',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('asked', models.BooleanField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'duty_branch_rule',
                },
            ), migrations.CreateModel(
                name='DutyTurn',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('person_id', models.UUIDField()),
                    ('started_at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('terminal_id', models.UUIDField(null=True)),
                    ('shift_id', models.UUIDField(null=True)),
                    ('licence_id', models.UUIDField(null=True)),
                    ('licence_kind', models.CharField(blank=True, default='', max_length=20)),
                    ('licence_until', models.DateField(null=True)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'duty_turn',
                    'indexes': [models.Index(fields=['branch', 'until'], name='turn_of_branch'), models.Index(fields=['recorded_at'], name='turn_recorded')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('started_at'))), name='turn_lasts')],
                },
            ), migrations.CreateModel(
                name='DutyShift',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('person_id', models.UUIDField()),
                    ('begins_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('planned_by', models.UUIDField()),
                    ('removed_at', models.DateTimeField(null=True)),
                    ('removed_by', models.UUIDField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'duty_shift',
                    'indexes': [models.Index(fields=['branch', 'begins_at'], name='shift_of_branch'), models.Index(fields=['person_id', 'begins_at'], name='shift_of_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='shift_lasts')],
                },
            ), migrations.CreateModel(
                name='DutyTurnEnd',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('ended_at', models.DateTimeField()),
                    ('ended_by', models.UUIDField()),
                    ('reason', models.CharField(blank=True, default='', max_length=120)),
                    ('turn', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='end', to='duty.dutyturn')),
                ],
                options={
                    'db_table': 'duty_turn_end',
                    'indexes': [models.Index(fields=['ended_at'], name='turn_ended')],
                },
            )],
        ),
    ]
