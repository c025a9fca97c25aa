import django.db.models.deletion
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
                name='Prescriber',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('prefix', models.CharField(blank=True, default='', max_length=40)),
                    ('suffix', models.CharField(blank=True, default='', max_length=60)),
                    ('profession', models.CharField(max_length=20)),
                    ('specialisation', models.CharField(blank=True, default='', max_length=80)),
                    ('contact', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='prescribers.contact', owner='id')),
                    ('state', models.CharField(default='active', max_length=8)),
                    ('state_reason', models.CharField(blank=True, default='', max_length=120)),
                    ('erased_at', models.DateTimeField(null=True)),
                    ('created_at', models.DateTimeField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='prescribers.prescriber')),
                ],
                options={
                    'db_table': 'prescribers_prescriber',
                    'indexes': [models.Index(fields=['name', 'id'], name='prescriber_by_name')],
                },
            ), migrations.CreateModel(
                name='Practice',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('name', models.CharField(max_length=120)),
                    ('address', models.CharField(blank=True, default='', max_length=250)),
                    ('phone', models.CharField(blank=True, default='', max_length=40)),
                    ('hours', models.CharField(blank=True, default='', max_length=120)),
                    ('prescriber', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='practices', to='prescribers.prescriber')),
                ],
                options={
                    'db_table': 'prescribers_practice',
                    'ordering': ['position'],
                },
            ), migrations.CreateModel(
                name='PrescriberLicence',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=20)),
                    ('number', models.CharField(max_length=80)),
                    ('key', models.CharField(max_length=160)),
                    ('issuer', models.CharField(blank=True, default='', max_length=80)),
                    ('place', models.CharField(blank=True, default='', max_length=120)),
                    ('issued_on', models.DateField(null=True)),
                    ('valid_until', models.DateField(null=True)),
                    ('prescriber', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='licences', to='prescribers.prescriber')),
                ],
                options={
                    'db_table': 'prescribers_licence',
                    'indexes': [models.Index(fields=['valid_until'], name='prescriber_licence_due')],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='prescriber_number_once')],
                },
            ), migrations.CreateModel(
                name='PrescriberMerge',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('moved', models.JSONField(default=dict)),
                    ('merged_at', models.DateTimeField()),
                    ('merged_by', models.UUIDField()),
                    ('undone_at', models.DateTimeField(null=True)),
                    ('undone_by', models.UUIDField(null=True)),
                    ('kept', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='prescribers.prescriber')),
                    ('merged', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='prescribers.prescriber')),
                ],
                options={
                    'db_table': 'prescribers_merge',
                },
            ), migrations.CreateModel(
                name='PrescriberWord',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=8)),
                    ('word', models.CharField(max_length=160)),
                    ('prescriber', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='prescribers.prescriber')),
                ],
                options={
                    'db_table': 'prescribers_word',
                    'indexes': [models.Index(fields=['word', 'kind'], name='prescriber_word', opclasses=['varchar_pattern_ops', 'varchar_pattern_ops'])],
                },
            )],
        ),
    ]
