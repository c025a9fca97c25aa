"""A batch lies in a bin of each branch; the text beside it, one for all branches, is used no more.

The column stays for the version that still runs, with a default for the one that doesn't know it;
a later version drops it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0043_bins_of_imported_shelves'),
    ]

    operations = [
        migrations.AlterField(
            model_name='batch',
            name='shelf',
            field=models.CharField(db_default='', default='', max_length=20),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name='batch', name='shelf')],
        ),
    ]
