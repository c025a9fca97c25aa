import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='Customer',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', theriac.core.privacy.fields.EncryptedText(label='customer.name', owner='id')),
                    ('email', theriac.core.privacy.fields.EncryptedText(label='customer.email', owner='id')),
                    ('new_email', theriac.core.privacy.fields.EncryptedText(default='', label='customer.new_email', owner='id')),
                    ('email_token', models.BigIntegerField(null=True, unique=True)),
                    ('hash_generation', models.PositiveIntegerField()),
                    ('number', models.CharField(max_length=12)),
                    ('registered_at', models.DateTimeField()),
                    ('blocked_at', models.DateTimeField(null=True)),
                    ('erased_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table': 'customers_customer',
                    'indexes': [models.Index(fields=['registered_at'], name='customer_registered')],
                },
            ), migrations.CreateModel(
                name='Registration',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(label='customer.registration', owner='id')),
                    ('password', models.CharField(max_length=128)),
                    ('language', models.CharField(default='', max_length=5)),
                    ('privacy', models.CharField(max_length=64)),
                    ('how', models.CharField(max_length=12)),
                    ('secret_hash', models.CharField(max_length=64, null=True, unique=True)),
                    ('asked_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                ],
                options={
                    'db_table': 'customers_registration',
                    'indexes': [models.Index(fields=['ends_at'], name='registration_ends')],
                },
            ), migrations.CreateModel(
                name='Consent',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('purpose', models.CharField(max_length=20)),
                    ('is_given', models.BooleanField()),
                    ('how', models.CharField(max_length=12)),
                    ('text', models.CharField(default='', max_length=64)),
                    ('said_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_by', models.UUIDField()),
                    ('customer', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='consents', to='customers.customer')),
                ],
                options={
                    'db_table': 'customers_consent',
                },
            )],
        ),
    ]
