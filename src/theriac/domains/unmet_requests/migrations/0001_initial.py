import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='UnmetRequest',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('terminal_id', models.UUIDField(null=True)),
                    ('text', models.CharField(default='', max_length=120)),
                    ('quantity', models.PositiveBigIntegerField()),
                    ('note', models.CharField(default='', max_length=120)),
                    ('person_id', models.UUIDField()),
                    ('asked_at', models.DateTimeField()),
                    ('asked_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('state', models.CharField(default='open', max_length=10)),
                    ('want_id', models.UUIDField(null=True)),
                    ('settled_by', models.UUIDField(null=True)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('reason', models.CharField(default='', max_length=120)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('product', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
                ],
                options={
                    'db_table': 'unmet_request',
                    'indexes': [models.Index(fields=['branch', 'asked_on', 'product'], name='unmet_request_of_day'), models.Index(fields=['terminal_id', 'recorded_at'], name='unmet_request_told')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='unmet_something'), models.CheckConstraint(condition=models.Q(models.Q(('product__isnull', False), ('text', '')), models.Q(('product', None), models.Q(('text', ''), _negated=True)), _connector='OR'), name='unmet_product_or_words'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state', 'open'), ('want_id', None)), models.Q(('settled_at__isnull', False), ('state', 'listed'), ('want_id__isnull', False)), models.Q(('settled_at__isnull', False), ('state', 'dismissed'), ('want_id', None)), _connector='OR'), name='unmet_settled')],
                },
            )],
        ),
    ]
