import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customer_returns', '0001_initial'),
        ('organisation', '0001_initial'),
        ('sales', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='DocumentRequest',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('document_kind', models.CharField(max_length=11)),
                    ('document_id', models.UUIDField()),
                    ('number', models.CharField(max_length=40)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('channel', models.CharField(max_length=8)),
                    ('details', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='sale_documents.request', owner='key_id')),
                    ('key_id', models.UUIDField()),
                    ('asked_at', models.DateTimeField()),
                    ('asked_by', models.UUIDField()),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'sale_documents_request',
                    'indexes': [models.Index(fields=['branch', 'asked_at'], name='document_request_of_branch')],
                    'constraints': [models.UniqueConstraint(fields=('document_id', 'position'), name='document_request_position'), models.CheckConstraint(condition=models.Q(('position__gte', 1), ('position__lte', 10)), name='document_request_at_most')],
                },
            ), migrations.CreateModel(
                name='IssuedOriginal',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('issued_at', models.DateTimeField()),
                    ('issued_by', models.UUIDField()),
                    ('sale', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='sales.sale')),
                ],
                options={
                    'db_table': 'sale_documents_original',
                },
            ), migrations.CreateModel(
                name='SaleBuyer',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('details', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='sale_documents.buyer', owner='')),
                    ('named_at', models.DateTimeField()),
                    ('named_by', models.UUIDField()),
                    ('sale', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='sales.sale')),
                ],
                options={
                    'db_table': 'sale_documents_buyer',
                },
            ), migrations.CreateModel(
                name='CreditNoteIssue',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField()),
                    ('issued_at', models.DateTimeField()),
                    ('issued_by', models.UUIDField()),
                    ('customer_return', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='customer_returns.customerreturn')),
                ],
                options={
                    'db_table': 'sale_documents_credit_note',
                    'constraints': [models.UniqueConstraint(fields=('customer_return', 'number'), name='credit_note_issue_number')],
                },
            ), migrations.CreateModel(
                name='DocumentSending',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('outcome', models.CharField(max_length=9)),
                    ('ended_at', models.DateTimeField()),
                    ('ended_by', models.UUIDField()),
                    ('request', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='sending', to='sale_documents.documentrequest')),
                ],
                options={
                    'db_table': 'sale_documents_sending',
                    'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['sent', 'cancelled'])), name='document_sending_outcome')],
                },
            )],
        ),
    ]
