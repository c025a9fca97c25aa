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
                name='PurchaseProposal',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('state', models.CharField(default='draft', max_length=9)),
                    ('terms', models.JSONField()),
                    ('money_limit', models.PositiveBigIntegerField()),
                    ('settled', models.JSONField(default=dict)),
                    ('market', models.TextField()),
                    ('market_hash', models.CharField(max_length=64)),
                    ('kept_out', models.JSONField(default=list)),
                    ('outlook', models.JSONField(default=list)),
                    ('goods', models.PositiveBigIntegerField(default=0)),
                    ('freight', models.PositiveBigIntegerField(default=0)),
                    ('saved', models.PositiveBigIntegerField(default=0)),
                    ('gap', models.PositiveIntegerField(default=0)),
                    ('lines', models.PositiveIntegerField(default=0)),
                    ('currency', models.CharField(max_length=3)),
                    ('valid_until', models.DateField()),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField()),
                    ('submitted_at', models.DateTimeField(null=True)),
                    ('submitted_by', models.UUIDField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'proposals_proposal',
                    'indexes': [models.Index(fields=['branch', 'created_at', 'id'], name='proposal_of_branch'), models.Index(fields=['state', 'valid_until'], name='proposal_of_state')],
                },
            ), migrations.CreateModel(
                name='ProposalLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveIntegerField()),
                    ('option_id', models.UUIDField()),
                    ('offer_line_id', models.UUIDField(null=True)),
                    ('factor', models.PositiveIntegerField()),
                    ('packs', models.PositiveIntegerField()),
                    ('bonus_packs', models.PositiveIntegerField(default=0)),
                    ('price', models.PositiveBigIntegerField()),
                    ('discount', models.PositiveBigIntegerField(default=0)),
                    ('tax_bp', models.PositiveIntegerField(default=0)),
                    ('cost', models.PositiveBigIntegerField()),
                    ('supplier_code', models.CharField(default='', max_length=60)),
                    ('is_settled', models.BooleanField(default=False)),
                    ('reasons', models.JSONField(default=dict)),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.pack')),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                    ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='suppliers.supplier')),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bought', to='proposals.purchaseproposal')),
                ],
                options={
                    'db_table': 'proposals_line',
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('proposal', 'product'), name='proposal_product_once'), models.CheckConstraint(condition=models.Q(('factor__gte', 1), ('packs__gte', 1)), name='proposal_line_buys')],
                },
            ), migrations.CreateModel(
                name='ProposalDecision',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('approved', models.BooleanField()),
                    ('total', models.PositiveBigIntegerField()),
                    ('content_hash', models.CharField(max_length=64)),
                    ('reason', models.CharField(max_length=120)),
                    ('submitted_by', models.UUIDField()),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='decision', to='proposals.purchaseproposal')),
                ],
                options={
                    'db_table': 'proposals_decision',
                    'indexes': [models.Index(fields=['recorded_at'], name='proposal_decision_recorded')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('person_id', models.F('submitted_by')), _negated=True), name='proposal_decided_by_another')],
                },
            )],
        ),
    ]
