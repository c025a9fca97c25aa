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
                name='ParkedBasket',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('terminal_id', models.UUIDField()),
                    ('person_id', models.UUIDField()),
                    ('state', models.CharField(default='waiting', max_length=8)),
                    ('parked_at', models.DateTimeField()),
                    ('changed_at', models.DateTimeField()),
                    ('received_at', models.DateTimeField()),
                    ('lines', models.PositiveIntegerField()),
                    ('total', models.BigIntegerField(null=True)),
                    ('sealed', models.TextField(default='')),
                    ('sealed_name', models.TextField(default='')),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'parked_basket',
                    'indexes': [models.Index(fields=['branch', 'state', 'received_at'], name='parked_waiting')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'waiting'), models.Q(('sealed', ''), _negated=True)), models.Q(('ended_at__isnull', False), ('state', 'fetched')), models.Q(('ended_at__isnull', False), ('sealed', ''), ('sealed_name', ''), ('state', 'expired')), _connector='OR'), name='parked_whole')],
                },
            )],
        ),
    ]
