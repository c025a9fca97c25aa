from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("purchasing", "0003_supplier_returns")]

    operations = [
        migrations.AddField(
            model_name="goodsreceiptline",
            name="is_temperature_accepted",
            field=models.BooleanField(db_default=False, default=False),
        )
    ]
