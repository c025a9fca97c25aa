from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0008_alert_care'),
    ]

    operations = [
        migrations.AlterField(
            model_name='batch',
            name='state',
            field=models.CharField(choices=[('released', 'Released'), ('held', 'Held'), ('recalled', 'Recalled')], default='released', max_length=8),
        ),
    ]
