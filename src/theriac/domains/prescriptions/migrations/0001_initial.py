import django.db.models.deletion
import django.db.models.expressions
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
                name='Prescription',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField()),
                    ('prescriber_id', models.UUIDField()),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='prescription.content', owner='patient_id')),
                    ('written_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('valid_until', models.DateField(null=True)),
                    ('state', models.CharField(default='received', max_length=11)),
                    ('state_since', models.DateTimeField()),
                    ('paused_from', models.CharField(blank=True, default='', max_length=11)),
                    ('round', models.PositiveSmallIntegerField(default=1)),
                    ('received_at', models.DateTimeField()),
                    ('received_by', models.UUIDField()),
                    ('approved_by', models.UUIDField(null=True)),
                    ('prepared_by', models.UUIDField(null=True)),
                    ('verified_by', models.UUIDField(null=True)),
                    ('needs_second', models.BooleanField(default=False)),
                    ('is_copy', models.BooleanField(default=False)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ],
                options={
                    'db_table': 'prescriptions_prescription',
                    'indexes': [models.Index(fields=['branch', 'state', 'state_since'], name='prescription_board'), models.Index(fields=['branch', 'received_at'], name='prescription_of_branch'), models.Index(fields=['patient_id', 'written_on'], name='prescription_of_patient')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('needs_second', False), ('verified_by', None), models.Q(('prepared_by__isnull', False), models.Q(('verified_by', models.F('prepared_by')), _negated=True)), _connector='OR'), name='prescription_second_person'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'paused'), models.Q(('paused_from', ''), _negated=True)), models.Q(models.Q(('state', 'paused'), _negated=True), ('paused_from', '')), _connector='OR'), name='prescription_paused_from'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['verified', 'ready']), _negated=True), ('verified_by__isnull', False), _connector='OR'), name='prescription_verified')],
                },
            ), migrations.CreateModel(
                name='PrescriptionLine',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField()),
                    ('position', models.PositiveSmallIntegerField()),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(default=dict, label='prescription.line', owner='patient_id')),
                    ('product_id', models.UUIDField(null=True)),
                    ('generic_id', models.UUIDField(null=True)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('repeats', models.PositiveSmallIntegerField(default=0)),
                    ('may_substitute', models.BooleanField(default=True)),
                    ('dispensed', models.PositiveBigIntegerField(default=0)),
                    ('given_elsewhere', models.PositiveBigIntegerField(default=0)),
                    ('prescription', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='lines', to='prescriptions.prescription')),
                ],
                options={
                    'db_table': 'prescriptions_line',
                    'constraints': [models.UniqueConstraint(fields=('prescription', 'position'), name='prescription_line_once'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='prescription_line_quantity'), models.CheckConstraint(condition=models.Q(('dispensed__lte', django.db.models.expressions.CombinedExpression(models.F('quantity'), '*', django.db.models.expressions.CombinedExpression(models.F('repeats'), '+', models.Value(1))))), name='prescription_line_authorised'), models.CheckConstraint(condition=models.Q(('given_elsewhere__lte', models.F('dispensed'))), name='prescription_line_elsewhere')],
                },
            ), migrations.CreateModel(
                name='PrescriptionStep',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField()),
                    ('from_state', models.CharField(blank=True, default='', max_length=11)),
                    ('to_state', models.CharField(max_length=11)),
                    ('round', models.PositiveSmallIntegerField()),
                    ('at', models.DateTimeField()),
                    ('by', models.UUIDField()),
                    ('reason_code', models.CharField(blank=True, default='', max_length=24)),
                    ('note', theriac.core.privacy.fields.EncryptedOrEmpty(default='', label='prescription.step', owner='patient_id')),
                    ('prescription', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='prescriptions.prescription')),
                ],
                options={
                    'db_table': 'prescriptions_step',
                    'indexes': [models.Index(fields=['prescription', 'at'], name='prescription_step_of'), models.Index(fields=['to_state', 'at'], name='prescription_step_to')],
                },
            ), migrations.CreateModel(
                name='LineOutcome',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('patient_id', models.UUIDField()),
                    ('kind', models.CharField(max_length=13)),
                    ('round', models.PositiveSmallIntegerField()),
                    ('reason_code', models.CharField(max_length=24)),
                    ('product_id', models.UUIDField(null=True)),
                    ('note', theriac.core.privacy.fields.EncryptedOrEmpty(default='', label='prescription.outcome', owner='patient_id')),
                    ('at', models.DateTimeField()),
                    ('by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('standing_key', models.CharField(max_length=60, null=True, unique=True)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='outcomes', to='prescriptions.prescriptionline')),
                ],
                options={
                    'db_table': 'prescriptions_outcome',
                    'indexes': [models.Index(fields=['branch', 'at'], name='outcome_of_branch')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'substituted'), ('product_id__isnull', False)), models.Q(('kind', 'not_dispensed'), ('product_id', None)), _connector='OR'), name='outcome_names_product'), models.CheckConstraint(condition=models.Q(('reason_code', ''), _negated=True), name='outcome_has_reason')],
                },
            ), migrations.CreateModel(
                name='Dispense',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('product_id', models.UUIDField()),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('round', models.PositiveSmallIntegerField()),
                    ('sale_id', models.UUIDField(null=True)),
                    ('dispensed_at', models.DateTimeField()),
                    ('dispensed_by', models.UUIDField()),
                    ('reversed_at', models.DateTimeField(null=True)),
                    ('reversed_by', models.UUIDField(null=True)),
                    ('reversed_why', models.CharField(blank=True, default='', max_length=24)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='dispenses', to='prescriptions.prescriptionline')),
                ],
                options={
                    'db_table': 'prescriptions_dispense',
                    'indexes': [models.Index(fields=['sale_id'], name='dispense_of_sale')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='dispense_something'), models.CheckConstraint(condition=models.Q(models.Q(('reversed_at', None), ('reversed_by', None), ('reversed_why', '')), models.Q(('reversed_at__isnull', False), ('reversed_by__isnull', False), models.Q(('reversed_why', ''), _negated=True)), _connector='OR'), name='dispense_stands_or_reversed')],
                },
            )],
        ),
    ]
