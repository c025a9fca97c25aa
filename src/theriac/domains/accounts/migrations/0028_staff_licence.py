import django.db.models.deletion
import theriac.core.ids
import theriac.core.privacy.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0027_staff_profile'),
        ('organisation', '0005_settings_put_back'),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffLicence',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('content', theriac.core.privacy.fields.EncryptedJSON(label='staff.licence', owner='user_id')),
                ('valid_from', models.DateField(null=True)),
                ('valid_until', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.UUIDField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('branch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'accounts_staff_licence',
                'indexes': [models.Index(fields=['ended_at', 'valid_until'], name='staff_licence_due')],
            },
        ),
    ]
