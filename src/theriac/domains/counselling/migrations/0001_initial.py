import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='Counselling',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField()),
                    ('prescription_id', models.UUIDField(null=True)),
                    ('round', models.PositiveSmallIntegerField(null=True)),
                    ('hand_over_key', models.CharField(max_length=45, null=True, unique=True)),
                    ('to_whom', models.CharField(max_length=9)),
                    ('topics', models.CharField(blank=True, default='', max_length=120)),
                    ('refused_why', models.CharField(blank=True, default='', max_length=10)),
                    ('is_leaflet_given', models.BooleanField(default=False)),
                    ('is_understood', models.BooleanField(default=False)),
                    ('note', theriac.core.privacy.fields.EncryptedOrEmpty(default='', label='counselling.note', owner='patient_id')),
                    ('at', models.DateTimeField()),
                    ('by', models.UUIDField()),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('withdrawn_by', models.UUIDField(null=True)),
                    ('withdrawn_why', models.CharField(blank=True, default='', max_length=10)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'counselling_counselling',
                    'indexes': [models.Index(fields=['branch', 'at'], name='counselling_of_branch'), models.Index(fields=['patient_id', 'at'], name='counselling_of_patient'), models.Index(fields=['prescription_id'], name='counselling_of_rx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('topics', ''), _negated=True), ('refused_why', '')), models.Q(('is_understood', False), ('topics', ''), models.Q(('refused_why', ''), _negated=True)), _connector='OR'), name='counselled_or_refused'), models.CheckConstraint(condition=models.Q(models.Q(('hand_over_key', None), ('prescription_id', None), ('round', None)), models.Q(('prescription_id__isnull', False), ('round__isnull', False)), _connector='OR'), name='counselling_at_hand_over'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_why', '')), models.Q(('hand_over_key', None), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_why', ''), _negated=True)), _connector='OR'), name='counselling_stands')],
                },
            )],
        ),
    ]
