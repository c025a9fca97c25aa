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
                name='QueueRun',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('day', models.DateField()),
                    ('kind', models.CharField(max_length=12)),
                    ('last_number', models.PositiveIntegerField(default=0)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'queue_run',
                    'constraints': [models.UniqueConstraint(fields=('branch', 'day', 'kind'), name='queue_run_once'), models.CheckConstraint(condition=models.Q(('last_number__lte', 999)), name='queue_run_at_most')],
                },
            ), migrations.CreateModel(
                name='QueueTicket',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('day', models.DateField()),
                    ('kind', models.CharField(max_length=12)),
                    ('sequence', models.PositiveIntegerField()),
                    ('state', models.CharField(default='waiting', max_length=7)),
                    ('issued_at', models.DateTimeField()),
                    ('called_at', models.DateTimeField(null=True)),
                    ('called_by', models.UUIDField(null=True)),
                    ('calls', models.PositiveIntegerField(default=0)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'queue_ticket',
                    'indexes': [models.Index(fields=['branch', 'day', 'state'], name='queue_ticket_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('branch', 'day', 'kind', 'sequence'), name='queue_ticket_once'), models.CheckConstraint(condition=models.Q(models.Q(('called_at', None), ('called_by', None), ('calls', 0), ('ended_at', None), ('state', 'waiting')), models.Q(('called_at__isnull', False), ('calls__gte', 1), ('ended_at', None), ('state', 'called')), models.Q(('called_at__isnull', False), ('state__in', ['served', 'missed']), ('ended_at__isnull', False)), _connector='OR'), name='queue_ticket_whole')],
                },
            )],
        ),
    ]
