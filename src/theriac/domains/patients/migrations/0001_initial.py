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
                name='Household',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('made_at', models.DateTimeField()),
                ],
                options={
                    'db_table': 'patients_household',
                },
            ), migrations.CreateModel(
                name='Patient',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('names', theriac.core.privacy.fields.EncryptedText(label='patient.names', owner='id')),
                    ('birth_date', theriac.core.privacy.fields.EncryptedDate(label='patient.birth_date', owner='id')),
                    ('sex', theriac.core.privacy.fields.EncryptedText(label='patient.sex', owner='id')),
                    ('language', theriac.core.privacy.fields.EncryptedText(label='patient.language', owner='id')),
                    ('contacts', theriac.core.privacy.fields.EncryptedJSON(default=list, label='patient.contacts', owner='id')),
                    ('addresses', theriac.core.privacy.fields.EncryptedJSON(default=list, label='patient.addresses', owner='id')),
                    ('national_ids', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='patient.national_ids', owner='id')),
                    ('emergency', theriac.core.privacy.fields.EncryptedJSON(default=list, label='patient.emergency', owner='id')),
                    ('insurance', theriac.core.privacy.fields.EncryptedJSON(default=list, label='patient.insurance', owner='id')),
                    ('notes', theriac.core.privacy.fields.EncryptedText(label='patient.notes', owner='id')),
                    ('twin', models.BigIntegerField(db_index=True, null=True)),
                    ('hash_generation', models.PositiveSmallIntegerField(db_index=True)),
                    ('registered_at', models.DateTimeField()),
                    ('registered_by', models.UUIDField()),
                    ('registered_at_branch', models.UUIDField(null=True)),
                    ('restricted_at', models.DateTimeField(null=True)),
                    ('restricted_why', models.CharField(default='', max_length=12)),
                    ('erase_on', models.DateField(db_index=True, null=True)),
                    ('erased_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='members', to='patients.household')),
                    ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='merged', to='patients.patient')),
                ],
                options={
                    'db_table': 'patients_patient',
                },
            ), migrations.CreateModel(
                name='Merge',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('merged_at', models.DateTimeField()),
                    ('merged_by', models.UUIDField()),
                    ('undone_at', models.DateTimeField(null=True)),
                    ('undone_by', models.UUIDField(null=True)),
                    ('kept', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='patients.patient')),
                    ('merged', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='patients.patient')),
                ],
                options={
                    'db_table': 'patients_merge',
                },
            ), migrations.CreateModel(
                name='HealthFact',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(label='patient.health', owner='patient_id')),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('ended_why', models.CharField(default='', max_length=12)),
                    ('patient', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='health_facts', to='patients.patient')),
                ],
                options={
                    'db_table': 'patients_health_fact',
                },
            ), migrations.CreateModel(
                name='Erasure',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('erased_at', models.DateTimeField()),
                    ('erased_by', models.UUIDField()),
                    ('fingerprint', models.CharField(max_length=64)),
                    ('patient', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='patients.patient')),
                ],
                options={
                    'db_table': 'patients_erasure',
                },
            ), migrations.CreateModel(
                name='Consent',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('purpose', models.CharField(max_length=20)),
                    ('channel', models.CharField(max_length=12)),
                    ('is_given', models.BooleanField()),
                    ('how', models.CharField(max_length=12)),
                    ('said_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_by', models.UUIDField()),
                    ('patient', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='consents', to='patients.patient')),
                ],
                options={
                    'db_table': 'patients_consent',
                },
            ), migrations.CreateModel(
                name='Collector',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(label='patient.collector', owner='patient_id')),
                    ('allowed_at', models.DateTimeField()),
                    ('allowed_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('patient', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='collectors', to='patients.patient')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='patients.patient')),
                ],
                options={
                    'db_table': 'patients_collector',
                },
            ), migrations.CreateModel(
                name='PatientFinding',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('found_at', models.DateTimeField()),
                    ('actor_id', models.UUIDField()),
                    ('branch_id', models.UUIDField(null=True)),
                    ('terminal_id', models.UUIDField(null=True)),
                    ('command', models.CharField(max_length=80)),
                    ('patient', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='patients.patient')),
                ],
                options={
                    'db_table': 'patients_finding',
                    'indexes': [models.Index(fields=['patient', 'found_at'], name='patient_finding_when')],
                },
            ), migrations.CreateModel(
                name='SearchToken',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('token', models.BigIntegerField()),
                    ('patient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='patients.patient')),
                ],
                options={
                    'db_table': 'patients_search_token',
                    'constraints': [models.UniqueConstraint(fields=('token', 'patient'), name='patients_token_once')],
                },
            ), migrations.CreateModel(
                name='Collection',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('collected_at', models.DateTimeField()),
                    ('recorded_by', models.UUIDField()),
                    ('branch_id', models.UUIDField(null=True)),
                    ('collector', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='patients.collector')),
                    ('patient', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='collections', to='patients.patient')),
                ],
                options={
                    'db_table': 'patients_collection',
                },
            )],
        ),
    ]
