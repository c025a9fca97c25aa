import django.db.models.deletion
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0019_count_result'),
    ]

    operations = [
        migrations.CreateModel(
            name='CountCorrection',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='corrections', to='stock.countresult')),
                ('quantity', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'stock_count_correction',
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity', 0), _negated=True), name='count_correction_some')],
            },
        ),
    ]
