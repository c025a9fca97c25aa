"""An expiry alert notes how near the batch was when it asked last, so that it asks anew."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0044_batch_without_shelf_text'),
    ]

    operations = [
        migrations.AddField(
            model_name='stockalert',
            name='band',
            field=models.CharField(db_default='', default='', max_length=8),
        ),
    ]
