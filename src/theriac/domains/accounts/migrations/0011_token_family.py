"""Sign-ins of people in programs."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import theriac.core.ids


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_signing_key'),
    ]

    operations = [
        migrations.CreateModel(
            name='TokenFamily',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('client_id', models.UUIDField()),
                ('client_name', models.CharField(default='', max_length=60)),
                ('password_stamp', models.CharField(max_length=64)),
                ('started_at', models.DateTimeField()),
                ('used_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', models.CharField(default='', max_length=40)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='token_families', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'accounts_token_family',
                'indexes': [models.Index(fields=['ends_at'], name='token_family_ends')],
            },
        ),
    ]
