"""The refresh tokens of a sign-in, by their keyed hash."""

import django.db.models.deletion
from django.db import migrations, models

import theriac.core.ids


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0011_token_family'),
    ]

    operations = [
        migrations.CreateModel(
            name='RefreshToken',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveIntegerField()),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('issued_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('successor', models.TextField(default='')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='accounts.tokenfamily')),
            ],
            options={
                'db_table': 'accounts_refresh_token',
                'constraints': [
                    models.UniqueConstraint(fields=('family', 'place'), name='refresh_token_one_successor'),
                ],
            },
        ),
    ]
