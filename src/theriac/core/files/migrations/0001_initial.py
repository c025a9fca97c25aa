import theriac.core.clock
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='StoredFile',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=10)),
                    ('path', models.CharField(max_length=100, unique=True)),
                    ('thumbnail_path', models.CharField(blank=True, max_length=100)),
                    ('original_name', theriac.core.privacy.fields.EncryptedText(blank=True, default='', label='file.name', owner='')),
                    ('content_type', models.CharField(max_length=100)),
                    ('size', models.PositiveBigIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('width', models.PositiveIntegerField(null=True)),
                    ('height', models.PositiveIntegerField(null=True)),
                    ('created_at', models.DateTimeField(default=theriac.core.clock.now)),
                    ('created_by', models.UUIDField()),
                    ('purpose', models.CharField(blank=True, db_default='', default='', max_length=40)),
                    ('branch_id', models.UUIDField(null=True)),
                    ('record_kind', models.CharField(blank=True, db_default='', default='', max_length=40)),
                    ('record_id', models.UUIDField(db_index=True, null=True)),
                    ('person_id', models.UUIDField(db_index=True, null=True)),
                    ('keep_until', models.DateField(db_index=True, null=True)),
                    ('scan', models.CharField(db_default='unscanned', default='unscanned', max_length=10)),
                ],
                options={
                    'db_table': 'files_stored_file',
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['image', 'document'])), name='files_kind_known')],
                },
            )],
        ),
    ]
