import django.db.models.deletion
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0016_count_line'),
    ]

    operations = [
        migrations.CreateModel(
            name='CountEntry',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='entries', to='stock.countline')),
                ('counted', models.PositiveBigIntegerField()),
                ('looked_at', models.DateTimeField()),
                ('told_at', models.DateTimeField()),
                ('way', models.CharField(choices=[('screen', 'Screen'), ('paper', 'Paper'), ('phone', 'Phone'), ('program', 'Program')], max_length=7)),
                ('person_id', models.UUIDField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'stock_count_entry',
            },
        ),
    ]
