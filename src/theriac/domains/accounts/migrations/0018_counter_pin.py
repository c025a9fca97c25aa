"""The PIN by which a person takes over a paired counter."""

import django.db.models.deletion
import theriac.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0017_sign_in'),
    ]

    operations = [
        migrations.CreateModel(
            name='CounterPin',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('pin_hash', models.CharField(max_length=128)),
                ('failed', models.PositiveSmallIntegerField(default=0)),
                ('set_at', models.DateTimeField()),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='counter_pin', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'accounts_counter_pin',
            },
        ),
    ]
