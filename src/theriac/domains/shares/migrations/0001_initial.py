import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='Share',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', theriac.core.privacy.fields.EncryptedOrEmpty(default='', label='share.name', owner='id')),
                    ('email', theriac.core.privacy.fields.EncryptedOrEmpty(blank=True, default='', label='share.email', owner='id')),
                    ('kinds', models.JSONField()),
                    ('branches', models.JSONField()),
                    ('since', models.DateField()),
                    ('until', models.DateField()),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.UUIDField()),
                    ('ends_at', models.DateTimeField()),
                    ('secret_hash', models.CharField(max_length=64, unique=True)),
                    ('passphrase', models.CharField(blank=True, default='', max_length=128)),
                    ('patients', models.CharField(db_default='', default='', max_length=8)),
                    ('patients_why', models.CharField(db_default='', default='', max_length=250)),
                    ('costs', models.BooleanField(db_default=False, default=False)),
                    ('wrong_tries', models.PositiveSmallIntegerField(default=0)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('erased_at', models.DateTimeField(null=True)),
                ],
                options={
                    'db_table': 'shares_share',
                    'indexes': [models.Index(fields=['made_at'], name='share_made')],
                },
            ), migrations.CreateModel(
                name='ShareLook',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('looked_at', models.DateTimeField()),
                    ('address', models.CharField(max_length=45)),
                    ('page', models.CharField(max_length=120)),
                    ('share', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='shares.share')),
                ],
                options={
                    'db_table': 'shares_look',
                    'indexes': [models.Index(fields=['share', 'looked_at'], name='share_look_when')],
                },
            )],
        ),
    ]
