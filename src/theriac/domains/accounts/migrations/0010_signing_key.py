"""The keys that sign access tokens."""

from django.db import migrations, models

import theriac.core.ids


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_role_retired_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('key_id', models.CharField(max_length=40, unique=True)),
                ('public_key', models.CharField(max_length=60)),
                ('private_key', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('reason', models.CharField(default='', max_length=120)),
            ],
            options={
                'db_table': 'accounts_signing_key',
                'indexes': [models.Index(fields=['made_at'], name='signing_key_newest')],
            },
        ),
    ]
