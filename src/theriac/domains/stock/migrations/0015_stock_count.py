import django.db.models.deletion
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0014_recall_list'),
        ('organisation', '0015_count_items'),
    ]

    operations = [
        migrations.CreateModel(
            name='StockCount',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('scope', models.CharField(choices=[('whole', 'Whole'), ('shelf', 'Shelf'), ('class', 'Class'), ('products', 'Products'), ('due', 'Due')], max_length=8)),
                ('scope_of', models.CharField(default='', max_length=250)),
                ('state', models.CharField(choices=[('open', 'Open'), ('posted', 'Posted'), ('cancelled', 'Cancelled')], default='open', max_length=9)),
                ('note', models.CharField(default='', max_length=120)),
                ('begun_at', models.DateTimeField()),
                ('begun_by', models.UUIDField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'stock_count',
                'indexes': [models.Index(fields=['branch', 'state', 'begun_at'], name='count_by_state')],
            },
        ),
    ]
