"""Links by which a person chooses a password of their own."""

import django.db.models.deletion
import theriac.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_refresh_token'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountLink',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=10)),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField()),
                ('ends_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='links', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'accounts_link',
                'indexes': [models.Index(fields=['ends_at'], name='account_link_ends')],
            },
        ),
    ]
