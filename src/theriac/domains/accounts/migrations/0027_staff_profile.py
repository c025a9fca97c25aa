import django.db.models.deletion
import theriac.core.ids
import theriac.core.privacy.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0026_files_permission'),
        ('organisation', '0005_settings_put_back'),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffProfile',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('phone', theriac.core.privacy.fields.EncryptedText(default='', label='staff.phone', owner='id')),
                ('new_email', theriac.core.privacy.fields.EncryptedText(default='', label='staff.new_email', owner='id')),
                ('branch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'accounts_staff_profile',
            },
        ),
    ]
