import django.db.models.deletion
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0006_encrypt_imports'),
    ]

    operations = [
        migrations.CreateModel(
            name='Substance',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('key', models.CharField(max_length=120, unique=True)),
            ],
            options={
                'db_table': 'catalog_substance',
            },
        ),
        migrations.CreateModel(
            name='Generic',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=400)),
                ('dose_form', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=64, unique=True)),
                ('substances', models.JSONField(default=list)),
            ],
            options={
                'db_table': 'catalog_generic',
                'indexes': [models.Index(fields=['name', 'id'], name='generic_by_name')],
            },
        ),
        migrations.CreateModel(
            name='Ingredient',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('strength', models.CharField(max_length=60)),
                ('position', models.PositiveSmallIntegerField()),
                ('generic', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='ingredients', to='catalog.generic')),
                ('substance', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='ingredients', to='catalog.substance')),
            ],
            options={
                'db_table': 'catalog_ingredient',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('generic', 'substance'), name='ingredient_once')],
            },
        ),
    ]
