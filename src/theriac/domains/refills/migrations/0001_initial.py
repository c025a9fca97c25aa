import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
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
                name='ChronicProgramme',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=16)),
                    ('name', models.CharField(blank=True, default='', max_length=60)),
                    ('opened_at', models.DateTimeField()),
                    ('opened_by', models.UUIDField()),
                    ('open_key', models.CharField(max_length=80, unique=True)),
                ],
                options={
                    'db_table': 'refills_programme',
                },
            ), migrations.CreateModel(
                name='RefillPlan',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('generic_id', models.UUIDField(null=True)),
                    ('patient_id', models.UUIDField()),
                    ('line_id', models.UUIDField(null=True, unique=True)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('days', models.PositiveSmallIntegerField(null=True)),
                    ('state', models.CharField(default='active', max_length=6)),
                    ('why', models.CharField(blank=True, default='', max_length=16)),
                    ('last_filled_on', models.DateField(null=True)),
                    ('next_due_on', models.DateField(null=True)),
                    ('started_at', models.DateTimeField()),
                    ('started_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('open_key', models.CharField(max_length=120, null=True, unique=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'refills_plan',
                    'indexes': [models.Index(fields=['branch', 'state', 'next_due_on'], name='refill_plan_due'), models.Index(fields=['patient_id'], name='refill_plan_of_patient')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='refill_plan_of_something'), models.CheckConstraint(condition=models.Q(('days', None), ('days__gt', 0), _connector='OR'), name='refill_plan_days'), models.CheckConstraint(condition=models.Q(models.Q(('days__isnull', False), ('ended_at', None), ('state', 'active'), ('why', '')), models.Q(('ended_at', None), ('state', 'paused'), models.Q(('why', ''), _negated=True)), models.Q(('ended_at__isnull', False), ('open_key', None), ('state', 'ended'), models.Q(('why', ''), _negated=True)), _connector='OR'), name='refill_plan_stands_or_ended')],
                },
            ), migrations.CreateModel(
                name='RefillRules',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('remind_days', models.PositiveSmallIntegerField()),
                    ('late_days', models.PositiveSmallIntegerField()),
                    ('hold_hours', models.PositiveSmallIntegerField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'refills_rules',
                },
            ), migrations.CreateModel(
                name='ProgrammeMember',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField()),
                    ('joined_on', models.DateField()),
                    ('joined_by', models.UUIDField()),
                    ('left_at', models.DateTimeField(null=True)),
                    ('left_by', models.UUIDField(null=True)),
                    ('left_why', models.CharField(blank=True, default='', max_length=16)),
                    ('open_key', models.CharField(max_length=80, null=True, unique=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='members', to='refills.chronicprogramme')),
                ],
                options={
                    'db_table': 'refills_member',
                    'indexes': [models.Index(fields=['programme', 'branch'], name='refill_member_of'), models.Index(fields=['patient_id'], name='refill_member_of_patient')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('left_at', None), ('left_why', '')), models.Q(('left_at__isnull', False), ('open_key', None), models.Q(('left_why', ''), _negated=True)), _connector='OR'), name='refill_member_in_or_left')],
                },
            ), migrations.CreateModel(
                name='RefillFill',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('filled_on', models.DateField()),
                    ('noted_at', models.DateTimeField()),
                    ('noted_by', models.UUIDField()),
                    ('reservation_id', models.UUIDField(null=True, unique=True)),
                    ('taken_back_at', models.DateTimeField(null=True)),
                    ('taken_back_by', models.UUIDField(null=True)),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='fills', to='refills.refillplan')),
                ],
                options={
                    'db_table': 'refills_fill',
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='refill_fill_something')],
                },
            ), migrations.CreateModel(
                name='RefillReminder',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('state', models.CharField(default='due', max_length=11)),
                    ('due_on', models.DateField()),
                    ('late_at', models.DateTimeField()),
                    ('prepared_at', models.DateTimeField()),
                    ('told_at', models.DateTimeField(null=True)),
                    ('told_by', models.UUIDField(null=True)),
                    ('channel', models.CharField(blank=True, default='', max_length=12)),
                    ('again_on', models.DateField(null=True)),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('answered_by', models.UUIDField(null=True)),
                    ('reservation_id', models.UUIDField(null=True, unique=True)),
                    ('wait_id', models.UUIDField(null=True)),
                    ('quantity', models.PositiveBigIntegerField(default=0)),
                    ('alerts', models.PositiveSmallIntegerField(default=0)),
                    ('stops', models.PositiveSmallIntegerField(default=0)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('open_key', models.CharField(max_length=40, null=True, unique=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='reminders', to='refills.refillplan')),
                ],
                options={
                    'db_table': 'refills_reminder',
                    'indexes': [models.Index(fields=['branch', 'state', 'again_on'], name='refill_reminder_of_branch')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('open_key', None), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at', None), ('open_key__isnull', False)), _connector='OR'), name='refill_reminder_open_or_closed'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), ('reservation_id__isnull', False), _connector='OR'), name='refill_reminder_ready')],
                },
            )],
        ),
    ]
