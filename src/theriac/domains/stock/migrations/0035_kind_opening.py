from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0034_batch_twin'),
    ]

    operations = [
        migrations.AlterField(
            model_name='movement',
            name='kind',
            field=models.CharField(choices=[('receipt', 'Receipt'), ('opening', 'Opening'), ('sale', 'Sale'), ('adjustment', 'Adjustment'), ('write_off', 'Write Off'), ('reversal', 'Reversal'), ('transfer', 'Transfer'), ('count', 'Count'), ('to_supplier', 'To Supplier'), ('destruction', 'Destruction'), ('merge', 'Merge'), ('brought_back', 'Brought Back')], max_length=12),
        ),
    ]
