"""Expand: columns that hold what was taken from files become texts, which ciphertext is."""

import theriac.core.privacy.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0004_product_hsn'),
    ]

    operations = [
        migrations.AlterField(
            model_name='import',
            name='columns',
            field=theriac.core.privacy.fields.EncryptedJSON(default=list, label='import.columns', owner=''),
        ),
        migrations.AlterField(
            model_name='import',
            name='file_name',
            field=theriac.core.privacy.fields.EncryptedText(default='', label='import.file_name', owner=''),
        ),
        migrations.AlterField(
            model_name='import',
            name='mapping',
            field=theriac.core.privacy.fields.EncryptedJSON(default=dict, label='import.mapping', owner=''),
        ),
        migrations.AlterField(
            model_name='import',
            name='sheet',
            field=theriac.core.privacy.fields.EncryptedText(default='', label='import.sheet', owner=''),
        ),
        migrations.AlterField(
            model_name='import',
            name='sheets',
            field=theriac.core.privacy.fields.EncryptedJSON(default=list, label='import.sheets', owner=''),
        ),
        migrations.AlterField(
            model_name='importproblem',
            name='content',
            field=theriac.core.privacy.fields.EncryptedText(default='', label='import.problem.content', owner=''),
        ),
        migrations.AlterField(
            model_name='importproblem',
            name='params',
            field=theriac.core.privacy.fields.EncryptedJSON(default=dict, label='import.problem.params', owner=''),
        ),
        migrations.AlterField(
            model_name='savedmapping',
            name='mapping',
            field=theriac.core.privacy.fields.EncryptedJSON(default=dict, label='import.mapping.saved', owner=''),
        ),
        migrations.AlterField(
            model_name='savedmapping',
            name='name',
            field=theriac.core.privacy.fields.EncryptedText(label='import.mapping.name', owner=''),
        ),
    ]
