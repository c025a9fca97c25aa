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
                name='LoyaltyMember',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=16, unique=True)),
                    ('patient_id', models.UUIDField(null=True)),
                    ('open_key', models.UUIDField(null=True, unique=True)),
                    ('holder', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='loyalty.holder', owner='id')),
                    ('phone_token', models.BigIntegerField(null=True)),
                    ('hash_generation', models.PositiveIntegerField(default=0)),
                    ('points', models.BigIntegerField(default=0)),
                    ('state', models.CharField(default='active', max_length=7)),
                    ('state_reason', models.CharField(blank=True, default='', max_length=120)),
                    ('joined_at', models.DateTimeField()),
                    ('joined_by', models.UUIDField()),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'loyalty_member',
                    'indexes': [models.Index(fields=['state', 'points'], name='loyalty_member_points'), models.Index(fields=['patient_id'], name='loyalty_member_of_patient'), models.Index(fields=['phone_token'], name='loyalty_member_by_phone')],
                },
            ), migrations.CreateModel(
                name='LoyaltyProgram',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('is_on', models.BooleanField(default=False)),
                    ('earn_amount', models.BigIntegerField(default=0)),
                    ('earn_points', models.PositiveIntegerField(default=1)),
                    ('point_value', models.BigIntegerField(default=0)),
                    ('least_spend', models.PositiveIntegerField(default=0)),
                    ('expiry_months', models.PositiveSmallIntegerField(default=0)),
                    ('excluded', models.JSONField(default=list)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'loyalty_program',
                    'constraints': [models.CheckConstraint(condition=models.Q(('earn_amount__gte', 0), ('point_value__gte', 0)), name='loyalty_program_fits')],
                },
            ), migrations.CreateModel(
                name='LoyaltySale',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40)),
                    ('eligible', models.BigIntegerField()),
                    ('excluded', models.JSONField(default=list)),
                    ('earned', models.BigIntegerField()),
                    ('spent', models.BigIntegerField()),
                    ('spent_amount', models.BigIntegerField()),
                    ('business_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='sales', to='loyalty.loyaltymember')),
                ],
                options={
                    'db_table': 'loyalty_sale',
                    'indexes': [models.Index(fields=['recorded_at'], name='loyalty_sale_recorded')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('earned__gte', 0), ('eligible__gte', 0), ('spent__gte', 0), ('spent_amount__gte', 0)), name='loyalty_sale_fits')],
                },
            ), migrations.CreateModel(
                name='LoyaltyEntry',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=10)),
                    ('points', models.BigIntegerField()),
                    ('number', models.CharField(blank=True, default='', max_length=40)),
                    ('document_id', models.UUIDField()),
                    ('booked_on', models.DateField()),
                    ('expires_on', models.DateField(null=True)),
                    ('note', models.CharField(blank=True, default='', max_length=120)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='entries', to='loyalty.loyaltymember')),
                    ('sale', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='entries', to='loyalty.loyaltysale')),
                ],
                options={
                    'db_table': 'loyalty_entry',
                    'indexes': [models.Index(fields=['member', 'booked_on'], name='loyalty_entry_of_day'), models.Index(fields=['document_id'], name='loyalty_entry_of_document'), models.Index(fields=['expires_on'], name='loyalty_entry_expires'), models.Index(fields=['recorded_at'], name='loyalty_entry_recorded')],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'document_id'), name='loyalty_entry_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['earned', 'given_back', 'restored']), ('points__gte', 1)), models.Q(('kind__in', ['spent', 'taken_back', 'expired']), ('points__lte', -1)), models.Q(('kind', 'adjusted'), models.Q(('points', 0), _negated=True)), _connector='OR'), name='loyalty_entry_side')],
                },
            )],
        ),
    ]
