"""A count may be of the controlled medicines, or of what was never counted at the branch."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0045_alert_band'),
    ]

    operations = [
        migrations.AlterField(
            model_name='stockcount',
            name='scope',
            field=models.CharField(choices=[('whole', 'Whole'), ('shelf', 'Shelf'), ('class', 'Class'), ('products', 'Products'), ('due', 'Due'), ('controlled', 'Controlled'), ('never', 'Never')], max_length=10),
        ),
    ]
