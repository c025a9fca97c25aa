import django.db.models.deletion
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
                name='Promotion',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=60)),
                    ('kind', models.CharField(max_length=7)),
                    ('value', models.PositiveBigIntegerField(default=0)),
                    ('buy', models.PositiveSmallIntegerField(default=0)),
                    ('free', models.PositiveSmallIntegerField(default=0)),
                    ('from_total', models.PositiveBigIntegerField(default=0)),
                    ('first_on', models.DateField()),
                    ('last_on', models.DateField()),
                    ('weekdays', models.PositiveSmallIntegerField(default=127)),
                    ('from_minute', models.PositiveSmallIntegerField(default=0)),
                    ('until_minute', models.PositiveSmallIntegerField(default=1440)),
                    ('goods', models.JSONField(default=list)),
                    ('category_ids', models.JSONField(default=list)),
                    ('branch_ids', models.JSONField(default=list)),
                    ('needs_coupon', models.BooleanField(default=False)),
                    ('with_prescription', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField()),
                    ('paused_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'promotions_promotion',
                    'indexes': [models.Index(fields=['last_on', 'first_on'], name='promotion_by_day')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('first_on__lte', models.F('last_on'))), name='promotion_days_whole'), models.CheckConstraint(condition=models.Q(('from_minute__lt', models.F('until_minute')), ('until_minute__lte', 1440)), name='promotion_minutes_whole')],
                },
            ), migrations.CreateModel(
                name='Coupon',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('uses', models.PositiveIntegerField()),
                    ('uses_each', models.PositiveIntegerField(default=0)),
                    ('used', models.PositiveIntegerField(default=0)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('promotion', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='coupons', to='promotions.promotion')),
                ],
                options={
                    'db_table': 'promotions_coupon',
                    'constraints': [models.CheckConstraint(condition=models.Q(('uses__gte', 1)), name='coupon_has_uses')],
                },
            ), migrations.CreateModel(
                name='CouponUse',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('sale_id', models.UUIDField()),
                    ('ordinal', models.PositiveIntegerField()),
                    ('beyond', models.BooleanField(default=False)),
                    ('recorded_at', models.DateTimeField()),
                    ('coupon', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='redemptions', to='promotions.coupon')),
                ],
                options={
                    'db_table': 'promotions_coupon_use',
                    'indexes': [models.Index(fields=['recorded_at'], name='coupon_use_recorded')],
                    'constraints': [models.UniqueConstraint(fields=('coupon', 'ordinal'), name='coupon_use_once'), models.UniqueConstraint(fields=('sale_id',), name='coupon_of_sale_once')],
                },
            )],
        ),
    ]
