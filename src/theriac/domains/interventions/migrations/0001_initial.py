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
                name='Intervention',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField(null=True)),
                    ('prescription_id', models.UUIDField(null=True)),
                    ('line_id', models.UUIDField(null=True)),
                    ('prescriber_id', models.UUIDField(null=True)),
                    ('problem', models.CharField(max_length=12)),
                    ('cause', models.CharField(max_length=16)),
                    ('action', models.CharField(max_length=10)),
                    ('key_of', models.UUIDField()),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='intervention.content', owner='key_of')),
                    ('answer', theriac.core.privacy.fields.EncryptedOrEmpty(default='', label='intervention.answer', owner='key_of')),
                    ('at', models.DateTimeField()),
                    ('by', models.UUIDField()),
                    ('outcome', models.CharField(blank=True, default='', max_length=12)),
                    ('outcome_at', models.DateTimeField(null=True)),
                    ('outcome_by', models.UUIDField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'interventions_intervention',
                    'indexes': [models.Index(fields=['branch', 'at'], name='intervention_of_branch'), models.Index(fields=['patient_id', 'at'], name='intervention_of_patient'), models.Index(fields=['prescription_id'], name='intervention_of_rx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_at', None), ('outcome_by', None)), models.Q(('outcome_at__isnull', False), ('outcome_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='intervention_outcome'), models.CheckConstraint(condition=models.Q(('line_id', None), ('prescription_id__isnull', False), _connector='OR'), name='intervention_line'), models.CheckConstraint(condition=models.Q(('patient_id', None), ('key_of', models.F('patient_id')), _connector='OR'), name='intervention_key'), models.CheckConstraint(condition=models.Q(('prescription_id', None), ('patient_id__isnull', False), _connector='OR'), name='intervention_patient')],
                },
            )],
        ),
    ]
