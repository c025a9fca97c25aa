import django.db.models.deletion
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0018_count_posting'),
    ]

    operations = [
        migrations.CreateModel(
            name='CountResult',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='results', to='stock.countposting')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.countentry')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.place')),
                ('product_id', models.UUIDField()),
                ('branch_id', models.UUIDField()),
                ('counted', models.PositiveBigIntegerField()),
                ('expected', models.BigIntegerField()),
                ('value', models.BigIntegerField(null=True)),
                ('looked_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'stock_count_result',
                'indexes': [models.Index(fields=['batch', 'looked_at'], name='count_result_of_batch'), models.Index(fields=['branch_id', 'product_id', 'looked_at'], name='count_last_look')],
            },
        ),
    ]
