import django.db.models.deletion
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0015_stock_count'),
    ]

    operations = [
        migrations.CreateModel(
            name='CountLine',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('count', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='lines', to='stock.stockcount')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.place')),
                ('product_id', models.UUIDField()),
                ('sheet', models.CharField(default='', max_length=40)),
                ('open_key', models.CharField(max_length=80, null=True, unique=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('asked_by', models.UUIDField(null=True)),
            ],
            options={
                'db_table': 'stock_count_line',
                'constraints': [models.UniqueConstraint(fields=('count', 'batch', 'place'), name='count_line_once')],
            },
        ),
    ]
