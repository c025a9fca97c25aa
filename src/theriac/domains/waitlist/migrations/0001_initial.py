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
                name='HoldTime',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('hours', models.PositiveSmallIntegerField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'waitlist_hold_time',
                },
            ), migrations.CreateModel(
                name='Wait',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField(null=True)),
                    ('ticket', models.CharField(blank=True, default='', max_length=12)),
                    ('priority', models.CharField(max_length=6)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('state', models.CharField(default='waiting', max_length=8)),
                    ('since', models.DateTimeField()),
                    ('joined_by', models.UUIDField()),
                    ('reservation_id', models.UUIDField(null=True, unique=True)),
                    ('offered_at', models.DateTimeField(null=True)),
                    ('hold_until', models.DateTimeField(null=True)),
                    ('told_at', models.DateTimeField(null=True)),
                    ('told_by', models.UUIDField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('ended_reason', models.CharField(blank=True, default='', max_length=120)),
                    ('open_key', models.CharField(max_length=140, null=True, unique=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'waitlist_wait',
                    'indexes': [models.Index(fields=['branch', 'product', 'state'], name='wait_of_line'), models.Index(fields=['branch', 'state', 'since'], name='wait_of_branch'), models.Index(fields=['patient_id'], name='wait_of_patient')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('patient_id__isnull', False), ('ticket', '')), models.Q(('patient_id', None), models.Q(('ticket', ''), _negated=True)), _connector='OR'), name='wait_of_somebody'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='wait_for_something'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('hold_until', None), ('reservation_id', None), ('state', 'waiting')), models.Q(('ended_at', None), ('hold_until__isnull', False), ('reservation_id__isnull', False), ('state', 'offered')), models.Q(models.Q(('state__in', ['waiting', 'offered']), _negated=True), ('ended_at__isnull', False), ('open_key', None)), _connector='OR'), name='wait_stands_or_ended')],
                },
            )],
        ),
    ]
