import django.db.models.deletion
import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0010_product_draft'),
        ('organisation', '0011_expiry_far_of_look'),
        ('stock', '0012_destruction'),
    ]

    operations = [
        migrations.CreateModel(
            name='TakenBack',
            fields=[
                ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('business_on', models.DateField()),
                ('name', models.CharField(default='', max_length=120)),
                ('waste', models.CharField(choices=[('tablets', 'Tablets'), ('liquids', 'Liquids'), ('creams', 'Creams'), ('aerosols', 'Aerosols'), ('injections', 'Injections'), ('sharps', 'Sharps'), ('controlled', 'Controlled'), ('cytotoxic', 'Cytotoxic'), ('mixed', 'Mixed')], max_length=12)),
                ('grams', models.PositiveIntegerField()),
                ('note', models.CharField(default='', max_length=120)),
                ('person_id', models.UUIDField()),
                ('recorded_at', models.DateTimeField()),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                ('cancels', models.OneToOneField(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='stock.takenback')),
                ('product', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='catalog.product')),
            ],
            options={
                'db_table': 'stock_taken_back',
            },
        ),
        migrations.AddIndex(
            model_name='takenback',
            index=models.Index(fields=['branch', 'business_on'], name='taken_back_of_day'),
        ),
        migrations.AddConstraint(
            model_name='takenback',
            constraint=models.CheckConstraint(condition=models.Q(('grams__gte', 1)), name='taken_back_weighs'),
        ),
    ]
