import django.db.models.deletion
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0010_product_draft'),
        ('stock', '0020_count_correction'),
    ]

    operations = [
        migrations.CreateModel(
            name='CountDue',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ('due_on', models.DateField()),
                ('reason', models.CharField(choices=[('controlled', 'Controlled'), ('risk', 'Risk'), ('never', 'Never'), ('class_a', 'Class A'), ('class_b', 'Class B'), ('class_c', 'Class C')], max_length=10)),
                ('rank', models.PositiveIntegerField()),
            ],
            options={
                'db_table': 'stock_count_due',
                'ordering': ['rank'],
                'constraints': [models.UniqueConstraint(fields=('branch', 'due_on', 'product'), name='count_due_once')],
            },
        ),
    ]
