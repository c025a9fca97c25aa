"""Expand: a file’s name becomes a text, which ciphertext is."""

import theriac.core.privacy.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0009_purposes_of_before'),
    ]

    operations = [
        migrations.AlterField(
            model_name='storedfile',
            name='original_name',
            field=theriac.core.privacy.fields.EncryptedText(blank=True, default='', label='file.name', owner=''),
        ),
    ]
