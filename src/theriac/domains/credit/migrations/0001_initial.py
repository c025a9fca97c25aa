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
                name='CreditAccount',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=16, unique=True)),
                    ('patient_id', models.UUIDField(null=True)),
                    ('open_key', models.UUIDField(null=True, unique=True)),
                    ('holder', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='credit.holder', owner='id')),
                    ('credit_limit', models.BigIntegerField(default=0)),
                    ('terms_days', models.PositiveSmallIntegerField()),
                    ('owed', models.BigIntegerField(default=0)),
                    ('state', models.CharField(default='active', max_length=7)),
                    ('state_reason', models.CharField(blank=True, default='', max_length=120)),
                    ('opened_at', models.DateTimeField()),
                    ('opened_by', models.UUIDField()),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'credit_account',
                    'indexes': [models.Index(fields=['state', 'owed'], name='credit_account_owing'), models.Index(fields=['patient_id'], name='credit_account_of_patient')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('credit_limit__gte', 0)), name='credit_limit_fits')],
                },
            ), migrations.CreateModel(
                name='CreditEntry',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=8)),
                    ('amount', models.BigIntegerField()),
                    ('number', models.CharField(max_length=40)),
                    ('document_id', models.UUIDField()),
                    ('booked_on', models.DateField()),
                    ('due_on', models.DateField(null=True)),
                    ('method', models.CharField(blank=True, default='', max_length=10)),
                    ('reference', models.CharField(blank=True, default='', max_length=60)),
                    ('note', models.CharField(blank=True, default='', max_length=120)),
                    ('is_at_till', models.BooleanField(default=False)),
                    ('till_session_id', models.UUIDField(null=True)),
                    ('counter_id', models.UUIDField(null=True)),
                    ('asked_id', models.UUIDField(null=True)),
                    ('approval_id', models.UUIDField(null=True)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='entries', to='credit.creditaccount')),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('charge', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='credit.creditentry')),
                    ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='reversal', to='credit.creditentry')),
                ],
                options={
                    'db_table': 'credit_entry',
                    'indexes': [models.Index(fields=['account', 'booked_on'], name='credit_entry_of_day'), models.Index(fields=['document_id'], name='credit_entry_of_document'), models.Index(fields=['recorded_at'], name='credit_entry_recorded'), models.Index(fields=['till_session_id'], name='credit_entry_of_till')],
                    'constraints': [models.UniqueConstraint(fields=('account', 'kind', 'document_id'), name='credit_entry_once'), models.UniqueConstraint(fields=('counter_id', 'asked_id'), name='credit_entry_asked_once'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gte', 1), ('kind__in', ['opening', 'charge', 'payout'])), models.Q(('amount__lte', -1), ('kind__in', ['payment', 'return'])), models.Q(('kind', 'reversal'), ('reverses__isnull', False), models.Q(('amount', 0), _negated=True)), _connector='OR'), name='credit_entry_side')],
                },
            )],
        ),
    ]
