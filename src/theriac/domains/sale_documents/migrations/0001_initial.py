import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('sales', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
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
                name='DocumentRequest',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('channel', models.CharField(max_length=8)),
                    ('details', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='sale_documents.request', owner='key_id')),
                    ('key_id', models.UUIDField()),
                    ('asked_at', models.DateTimeField()),
                    ('asked_by', models.UUIDField()),
                    ('sale', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='sales.sale')),
                ],
                options={
                    'db_table': 'sale_documents_request',
                    'constraints': [models.UniqueConstraint(fields=('sale', 'position'), name='document_request_position'), models.CheckConstraint(condition=models.Q(('position__gte', 1), ('position__lte', 10)), name='document_request_at_most')],
                },
            )],
        ),
    ]
