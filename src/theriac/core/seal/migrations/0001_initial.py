import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='SealCopy',
                fields=[
                    ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                    ('log', models.CharField(default='', max_length=32)),
                    ('published_size', models.BigIntegerField(default=0)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('trouble', models.CharField(default='', max_length=20)),
                    ('trouble_words', models.CharField(default='', max_length=255)),
                    ('sending_until', models.DateTimeField(null=True)),
                ],
                options={
                    'db_table': 'seal_copy',
                },
            ), migrations.CreateModel(
                name='SealLog',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField(unique=True)),
                    ('name', models.CharField(max_length=32, unique=True)),
                    ('salt', models.CharField(max_length=64)),
                    ('begun_at', models.DateTimeField()),
                    ('begun_by', models.UUIDField()),
                    ('reason', models.CharField(max_length=255)),
                    ('follows', models.TextField(default='')),
                ],
                options={
                    'db_table': 'seal_log',
                },
            ), migrations.CreateModel(
                name='SealState',
                fields=[
                    ('name', models.CharField(max_length=8, primary_key=True, serialize=False)),
                    ('log', models.PositiveIntegerField(default=0)),
                    ('size', models.BigIntegerField(default=0)),
                    ('edge', models.TextField(default='')),
                    ('trouble', models.CharField(default='', max_length=20)),
                    ('trouble_words', models.CharField(default='', max_length=255)),
                    ('published_size', models.BigIntegerField(default=0)),
                    ('passed_at', models.DateTimeField(null=True)),
                    ('publishing_until', models.DateTimeField(null=True)),
                ],
                options={
                    'db_table': 'seal_state',
                },
            ), migrations.CreateModel(
                name='SealedRow',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('log', models.PositiveIntegerField()),
                    ('position', models.BigIntegerField()),
                    ('kind', models.CharField(max_length=40)),
                    ('version', models.PositiveIntegerField()),
                    ('row_id', models.UUIDField()),
                    ('leaf', models.CharField(max_length=64)),
                ],
                options={
                    'db_table': 'seal_row',
                    'constraints': [models.UniqueConstraint(fields=('log', 'position'), name='sealed_position_once'), models.UniqueConstraint(fields=('row_id', 'kind', 'log'), name='sealed_row_once')],
                },
            ), migrations.CreateModel(
                name='SealHead',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('log', models.PositiveIntegerField()),
                    ('size', models.BigIntegerField()),
                    ('root', models.CharField(max_length=64)),
                    ('edge', models.TextField()),
                    ('made_at', models.DateTimeField()),
                    ('public_key', models.CharField(max_length=64)),
                    ('signature', models.CharField(max_length=128)),
                ],
                options={
                    'db_table': 'seal_head',
                    'indexes': [models.Index(fields=['log', 'made_at'], name='seal_head_made')],
                    'constraints': [models.UniqueConstraint(fields=('log', 'size'), name='seal_head_once')],
                },
            )],
        ),
    ]
