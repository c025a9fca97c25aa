from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0035_kind_opening'),
    ]

    operations = [
        migrations.AlterField(
            model_name='recallstep',
            name='step',
            field=models.CharField(choices=[('opened', 'Opened'), ('arrived', 'Arrived'), ('found', 'Found'), ('brought_back', 'Brought Back'), ('missing', 'Missing'), ('letters', 'Letters'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], max_length=12),
        ),
    ]
