import django.db.models.deletion
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0017_count_entry'),
    ]

    operations = [
        migrations.CreateModel(
            name='CountPosting',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('count', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='posting', to='stock.stockcount')),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('lines', models.PositiveIntegerField()),
                ('differing', models.PositiveIntegerField()),
                ('units_over', models.PositiveBigIntegerField()),
                ('units_short', models.PositiveBigIntegerField()),
                ('value_over', models.PositiveBigIntegerField()),
                ('value_short', models.PositiveBigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('content_hash', models.CharField(max_length=64)),
                ('person_id', models.UUIDField()),
                ('approved_by', models.UUIDField(null=True)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'stock_count_posting',
                'indexes': [models.Index(fields=['recorded_at'], name='count_posting_recorded')],
            },
        ),
    ]
