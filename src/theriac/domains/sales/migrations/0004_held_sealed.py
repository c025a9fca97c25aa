from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0003_case_count_asked")]

    operations = [
        migrations.AlterField(
            model_name="heldpush",
            name="reason",
            field=models.CharField(
                choices=[
                    ("revoked", "Revoked"),
                    ("number_used", "Number Used"),
                    ("unreadable", "Unreadable"),
                    ("sealed", "Sealed"),
                ],
                max_length=12,
            ),
        )
    ]
