import django.db.models.deletion
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0013_taken_back'),
    ]

    operations = [
        migrations.CreateModel(
            name='RecallList',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('url', models.CharField(max_length=500)),
                ('is_watched', models.BooleanField(default=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('entries', models.PositiveIntegerField(default=0)),
                ('problem', models.CharField(default='', max_length=250)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'stock_recall_list',
            },
        ),
        migrations.CreateModel(
            name='ListedRecall',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=64)),
                ('gtin', models.CharField(default='', max_length=14)),
                ('name', models.CharField(default='', max_length=200)),
                ('folded', models.CharField(default='', max_length=200)),
                ('lot', models.CharField(default='', max_length=60)),
                ('reason', models.CharField(default='', max_length=250)),
                ('reference', models.CharField(default='', max_length=80)),
                ('first_read_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'stock_listed_recall',
            },
        ),
        migrations.CreateModel(
            name='RecallFinding',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('open', 'Open'), ('recalled', 'Recalled'), ('dismissed', 'Dismissed')], default='open', max_length=9)),
                ('found_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.UUIDField(null=True)),
                ('reason', models.CharField(default='', max_length=250)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.batch')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='stock.listedrecall')),
                ('recall', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.recall')),
            ],
            options={
                'db_table': 'stock_recall_finding',
            },
        ),
        migrations.AddField(
            model_name='listedrecall',
            name='list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='stock.recalllist'),
        ),
        migrations.AddIndex(
            model_name='recallfinding',
            index=models.Index(fields=['state', 'found_at'], name='recall_finding_by_state'),
        ),
        migrations.AddConstraint(
            model_name='recallfinding',
            constraint=models.UniqueConstraint(fields=('line', 'batch'), name='recall_finding_once'),
        ),
        migrations.AddConstraint(
            model_name='listedrecall',
            constraint=models.UniqueConstraint(fields=('list', 'key'), name='listed_recall_once'),
        ),
    ]
