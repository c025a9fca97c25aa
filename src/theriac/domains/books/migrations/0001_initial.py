import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='PeriodClosing',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('last_on', models.DateField()),
                    ('effective_at', models.DateTimeField()),
                    ('reason', models.CharField(default='', max_length=120)),
                    ('closed_by', models.UUIDField()),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'db_table': 'books_closing',
                },
            ), migrations.CreateModel(
                name='Posting',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('branch_id', models.UUIDField()),
                    ('debit', models.CharField(max_length=24)),
                    ('credit', models.CharField(max_length=24)),
                    ('amount', models.PositiveBigIntegerField()),
                    ('document_kind', models.CharField(max_length=20)),
                    ('document_id', models.UUIDField()),
                    ('document_number', models.CharField(default='', max_length=40)),
                    ('note', models.CharField(default='', max_length=120)),
                    ('booked_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('actor_id', models.UUIDField()),
                ],
                options={
                    'db_table': 'books_posting',
                    'indexes': [models.Index(fields=['debit', 'booked_on', 'branch_id', 'credit', 'amount'], name='posting_debited'), models.Index(fields=['credit', 'booked_on', 'branch_id', 'debit', 'amount'], name='posting_credited'), models.Index(fields=['booked_on'], name='posting_of_day'), models.Index(fields=['document_id'], name='posting_of_document')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='posting_positive'), models.CheckConstraint(condition=models.Q(('debit', models.F('credit')), _negated=True), name='posting_of_two_accounts')],
                },
            )],
        ),
    ]
