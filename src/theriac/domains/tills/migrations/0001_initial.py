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
                name='TillSession',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('open_key', models.UUIDField(null=True, unique=True)),
                    ('state', models.CharField(default='open', max_length=11)),
                    ('currency', models.CharField(max_length=3)),
                    ('opened_at', models.DateTimeField()),
                    ('opened_by', models.UUIDField()),
                    ('opening_cash', models.BigIntegerField()),
                    ('carried_from', models.UUIDField(null=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('content_hash', models.CharField(max_length=64)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_by', models.UUIDField(null=True)),
                    ('closing_hash', models.CharField(blank=True, default='', max_length=64)),
                    ('counted', models.BigIntegerField(null=True)),
                    ('told_expected', models.BigIntegerField(null=True)),
                    ('to_safe', models.BigIntegerField(default=0)),
                    ('why', models.CharField(blank=True, default='', max_length=12)),
                    ('note', models.CharField(blank=True, default='', max_length=120)),
                    ('z_series_id', models.UUIDField(null=True)),
                    ('z_sequence', models.PositiveIntegerField(null=True)),
                    ('z_number', models.CharField(blank=True, default='', max_length=40)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('settled_by', models.UUIDField(null=True)),
                    ('variance', models.BigIntegerField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.terminal')),
                ],
                options={
                    'db_table': 'tills_session',
                    'indexes': [models.Index(fields=['branch', 'opened_at'], name='till_session_of_branch'), models.Index(fields=['terminal', 'opened_at'], name='till_session_of_terminal'), models.Index(fields=['state', 'branch'], name='till_session_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('z_series_id', 'z_sequence'), name='till_z_once'), models.CheckConstraint(condition=models.Q(models.Q(('open_key', models.F('terminal_id')), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('open_key', None)), _connector='OR'), name='till_session_open_key'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('counted', None), ('state__in', ['open', 'interrupted'])), models.Q(('closed_at__isnull', False), ('counted__isnull', False), ('state__in', ['closed', 'settled'])), _connector='OR'), name='till_session_counted'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('state', 'settled'), ('variance__isnull', False)), models.Q(models.Q(('state', 'settled'), _negated=True), ('settled_at', None), ('variance', None)), _connector='OR'), name='till_session_settled'), models.CheckConstraint(condition=models.Q(('opening_cash__gte', 0), ('to_safe__gte', 0)), name='till_session_amounts')],
                },
            ), migrations.CreateModel(
                name='HeldTillDocument',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('document_id', models.UUIDField()),
                    ('session_id', models.UUIDField(null=True)),
                    ('kind', models.CharField(max_length=9)),
                    ('branch_id', models.UUIDField()),
                    ('reason', models.CharField(max_length=12)),
                    ('content', models.JSONField()),
                    ('content_hash', models.CharField(max_length=64)),
                    ('received_at', models.DateTimeField()),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('decided_by', models.UUIDField(null=True)),
                    ('decision', models.CharField(blank=True, default='', max_length=9)),
                    ('note', models.CharField(blank=True, default='', max_length=120)),
                    ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.terminal')),
                ],
                options={
                    'db_table': 'tills_held',
                    'indexes': [models.Index(fields=['branch_id', 'decided_at'], name='till_held_waiting'), models.Index(fields=['decided_at', 'received_at'], name='till_held_waits'), models.Index(fields=['session_id'], name='till_held_of_session')],
                    'constraints': [models.UniqueConstraint(fields=('document_id', 'content_hash'), name='till_held_once')],
                },
            ), migrations.CreateModel(
                name='TillCorrection',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('amount', models.BigIntegerField()),
                    ('posted_at', models.DateTimeField()),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='corrections', to='tills.tillsession')),
                ],
                options={
                    'db_table': 'tills_correction',
                },
            ), migrations.CreateModel(
                name='SessionNumbers',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('series_id', models.UUIDField()),
                    ('first', models.PositiveIntegerField()),
                    ('last', models.PositiveIntegerField()),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='numbers', to='tills.tillsession')),
                ],
                options={
                    'db_table': 'tills_numbers',
                    'constraints': [models.UniqueConstraint(fields=('session', 'series_id'), name='till_numbers_once'), models.CheckConstraint(condition=models.Q(('first__gte', 1), ('last__gte', models.F('first'))), name='till_numbers_in_order')],
                },
            ), migrations.CreateModel(
                name='CountedCash',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('value', models.BigIntegerField()),
                    ('pieces', models.PositiveIntegerField()),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='cash', to='tills.tillsession')),
                ],
                options={
                    'db_table': 'tills_counted_cash',
                    'ordering': ['-value'],
                    'constraints': [models.UniqueConstraint(fields=('session', 'value'), name='till_counted_once')],
                },
            ), migrations.CreateModel(
                name='CashMovement',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=9)),
                    ('reason', models.CharField(max_length=12)),
                    ('amount', models.BigIntegerField()),
                    ('note', models.CharField(blank=True, default='', max_length=120)),
                    ('moved_at', models.DateTimeField()),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('content_hash', models.CharField(max_length=64)),
                    ('return_id', models.UUIDField(db_index=True, null=True)),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='moves', to='tills.tillsession')),
                ],
                options={
                    'db_table': 'tills_movement',
                    'constraints': [models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='till_movement_positive')],
                },
            )],
        ),
    ]
