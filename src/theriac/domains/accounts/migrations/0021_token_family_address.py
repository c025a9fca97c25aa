from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0020_sign_in_trusted")]

    operations = [
        migrations.AddField(
            model_name="tokenfamily",
            name="address",
            field=models.CharField(db_default='',default='',max_length=45),
        ),
    ]
