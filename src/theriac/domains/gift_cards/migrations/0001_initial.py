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
                name='GiftCard',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40, unique=True)),
                    ('code_hash', models.CharField(max_length=64, unique=True)),
                    ('last_four', models.CharField(max_length=4)),
                    ('balance', models.BigIntegerField()),
                    ('expires_on', models.DateField(null=True)),
                    ('state', models.CharField(default='active', max_length=9)),
                    ('state_reason', models.CharField(blank=True, default='', max_length=120)),
                    ('issued_at', models.DateTimeField()),
                    ('issued_by', models.UUIDField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'gift_card',
                    'indexes': [models.Index(fields=['state', 'expires_on'], name='gift_card_expires')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('balance__gte', 0)), name='gift_card_holds')],
                },
            ), migrations.CreateModel(
                name='GiftEntry',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=9)),
                    ('amount', models.BigIntegerField()),
                    ('number', models.CharField(blank=True, default='', max_length=40)),
                    ('document_id', models.UUIDField()),
                    ('sale_id', models.UUIDField(null=True)),
                    ('method', models.CharField(blank=True, default='', max_length=10)),
                    ('reference', models.CharField(blank=True, default='', max_length=60)),
                    ('is_at_till', models.BooleanField(default=False)),
                    ('till_session_id', models.UUIDField(null=True)),
                    ('counter_id', models.UUIDField(null=True)),
                    ('asked_id', models.UUIDField(null=True)),
                    ('booked_on', models.DateField()),
                    ('note', models.CharField(blank=True, default='', max_length=120)),
                    ('person_id', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                    ('answers', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='gift_cards.giftentry')),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('card', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='entries', to='gift_cards.giftcard')),
                ],
                options={
                    'db_table': 'gift_card_entry',
                    'indexes': [models.Index(fields=['card', 'recorded_at'], name='gift_entry_of_card'), models.Index(fields=['sale_id'], name='gift_entry_of_sale'), models.Index(fields=['recorded_at'], name='gift_entry_recorded'), models.Index(fields=['till_session_id'], name='gift_entry_of_till')],
                    'constraints': [models.UniqueConstraint(fields=('card', 'kind', 'document_id'), name='gift_entry_once'), models.UniqueConstraint(fields=('counter_id', 'asked_id'), name='gift_entry_asked_once'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gte', 1), ('kind__in', ['issued', 'topped_up', 'released', 'refunded'])), models.Q(('amount__lte', -1), ('kind__in', ['paid', 'expired', 'cancelled'])), _connector='OR'), name='gift_entry_side')],
                },
            )],
        ),
    ]
