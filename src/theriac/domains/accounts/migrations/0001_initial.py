import django.db.models.deletion
import theriac.core.database.create_models
import theriac.core.ids
import theriac.core.privacy.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
    ]

    operations = [
        theriac.core.database.create_models.CreateModels(
            tables=[migrations.CreateModel(
                name='User',
                fields=[
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('handle', models.CharField(db_column='username', max_length=60, unique=True)),
                    ('username', theriac.core.privacy.fields.EncryptedOrEmpty(db_column='sign_in_name', default='', label='staff.sign_in_name', owner='id')),
                    ('sign_in_token', models.BigIntegerField(null=True, unique=True)),
                    ('email', theriac.core.privacy.fields.EncryptedOrEmpty(blank=True, default='', label='staff.email', owner='id')),
                    ('email_token', models.BigIntegerField(db_index=True, null=True)),
                    ('name', theriac.core.privacy.fields.EncryptedOrEmpty(db_column='display_name', default='', label='staff.display_name', owner='id')),
                    ('number', models.CharField(db_default='', default='', max_length=12)),
                    ('language', models.CharField(default='', max_length=5)),
                    ('theme', models.CharField(default='', max_length=5)),
                    ('is_active', models.BooleanField(default=True)),
                    ('must_change_password', models.BooleanField(db_default=False, default=False)),
                    ('kind', models.CharField(db_default='staff', default='staff', max_length=8)),
                    ('created_at', models.DateTimeField()),
                    ('erased_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'accounts_user',
                },
            ), migrations.CreateModel(
                name='Role',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('name', models.CharField(db_default='', default='', max_length=60)),
                    ('permissions', models.JSONField()),
                    ('landing', models.CharField(db_default='', default='', max_length=12)),
                    ('retired_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'db_table': 'accounts_role',
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='SecurityEvent',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=40)),
                    ('recorded_at', models.DateTimeField()),
                    ('user_id', models.UUIDField(null=True)),
                    ('actor_id', models.UUIDField(null=True)),
                    ('branch_id', models.UUIDField(null=True)),
                    ('terminal_id', models.UUIDField(null=True)),
                    ('origin_hash', models.CharField(blank=True, max_length=64)),
                    ('facts', models.JSONField()),
                    ('request_id', models.CharField(max_length=64)),
                ],
                options={
                    'db_table': 'accounts_security_event',
                    'indexes': [models.Index(fields=['recorded_at'], name='security_event_recorded'), models.Index(fields=['user_id', 'recorded_at'], name='security_event_person')],
                },
            ), migrations.CreateModel(
                name='SigningKey',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('key_id', models.CharField(max_length=40, unique=True)),
                    ('public_key', models.CharField(max_length=60)),
                    ('private_key', models.TextField()),
                    ('made_at', models.DateTimeField()),
                    ('reason', models.CharField(default='', max_length=120)),
                ],
                options={
                    'db_table': 'accounts_signing_key',
                    'indexes': [models.Index(fields=['made_at'], name='signing_key_newest')],
                },
            ), migrations.CreateModel(
                name='TryCount',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=8)),
                    ('tries', models.PositiveIntegerField(default=0)),
                    ('since', models.DateTimeField()),
                    ('locks', models.PositiveIntegerField(default=0)),
                    ('locked_until', models.DateTimeField(null=True)),
                ],
                options={
                    'db_table': 'accounts_try_count',
                    'indexes': [models.Index(fields=['since'], name='try_count_since')],
                },
            ), migrations.CreateModel(
                name='CounterBadge',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code_hash', models.CharField(max_length=64, unique=True)),
                    ('asks_pin', models.BooleanField(default=False)),
                    ('issued_at', models.DateTimeField()),
                    ('issued_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='badges', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table': 'accounts_counter_badge',
                },
            ), migrations.CreateModel(
                name='CounterPin',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('pin_hash', models.CharField(max_length=128)),
                    ('failed', models.PositiveSmallIntegerField(default=0)),
                    ('set_at', models.DateTimeField()),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='counter_pin', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table': 'accounts_counter_pin',
                },
            ), migrations.CreateModel(
                name='StaffProfile',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('phone', theriac.core.privacy.fields.EncryptedText(default='', label='staff.phone', owner='id')),
                    ('new_email', theriac.core.privacy.fields.EncryptedText(default='', label='staff.new_email', owner='id')),
                    ('branch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table': 'accounts_staff_profile',
                },
            ), migrations.CreateModel(
                name='TokenFamily',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('client_id', models.UUIDField()),
                    ('client_name', models.CharField(default='', max_length=60)),
                    ('password_stamp', models.CharField(max_length=64)),
                    ('address', models.CharField(db_default='', default='', max_length=45)),
                    ('started_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_why', models.CharField(default='', max_length=40)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='token_families', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table': 'accounts_token_family',
                    'indexes': [models.Index(fields=['ends_at'], name='token_family_ends')],
                },
            ), migrations.CreateModel(
                name='AccountLink',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('purpose', models.CharField(max_length=10)),
                    ('secret_hash', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.UUIDField()),
                    ('ends_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='links', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table': 'accounts_link',
                    'indexes': [models.Index(fields=['ends_at'], name='account_link_ends')],
                },
            ), migrations.CreateModel(
                name='SignIn',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('session_key', models.CharField(default='', max_length=40)),
                    ('browser', models.CharField(default='', max_length=20)),
                    ('system', models.CharField(default='', max_length=20)),
                    ('address', models.CharField(default='', max_length=45)),
                    ('device', models.UUIDField(null=True)),
                    ('is_trusted', models.BooleanField(db_default=True, default=True)),
                    ('signed_in_at', models.DateTimeField()),
                    ('last_used_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table': 'accounts_sign_in',
                    'indexes': [models.Index(fields=['user', 'ended_at'], name='sign_in_of_person')],
                },
            ), migrations.CreateModel(
                name='StaffLicence',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=20)),
                    ('content', theriac.core.privacy.fields.EncryptedJSON(label='staff.licence', owner='user_id')),
                    ('valid_from', models.DateField(null=True)),
                    ('valid_until', models.DateField(null=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_by', models.UUIDField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('branch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table': 'accounts_staff_licence',
                    'indexes': [models.Index(fields=['ended_at', 'valid_until'], name='staff_licence_due')],
                },
            ), migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('branch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                    ('role', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='assignments', to='accounts.role')),
                ],
                options={
                    'db_table': 'accounts_assignment',
                },
            ), migrations.CreateModel(
                name='ApiKey',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=60)),
                    ('hint', models.CharField(max_length=12)),
                    ('secret_hash', models.CharField(max_length=64, unique=True)),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField()),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('branch', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.branch')),
                    ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='organisation.terminal')),
                    ('role', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='accounts.role')),
                ],
                options={
                    'db_table': 'accounts_api_key',
                    'ordering': ['name'],
                },
            ), migrations.CreateModel(
                name='SecurityOrigin',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('recorded_at', models.DateTimeField()),
                    ('address', models.CharField(max_length=45)),
                    ('key', models.CharField(max_length=32)),
                    ('event', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='origin', to='accounts.securityevent')),
                ],
                options={
                    'db_table': 'accounts_security_origin',
                    'indexes': [models.Index(fields=['recorded_at'], name='security_origin_recorded'), models.Index(fields=['address'], name='security_origin_address')],
                },
            ), migrations.CreateModel(
                name='RefreshToken',
                fields=[
                    ('id', models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('place', models.PositiveIntegerField()),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('issued_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(null=True)),
                    ('successor', models.TextField(default='')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='accounts.tokenfamily')),
                ],
                options={
                    'db_table': 'accounts_refresh_token',
                    'constraints': [models.UniqueConstraint(fields=('family', 'place'), name='refresh_token_one_successor')],
                },
            )],
        ),
    ]
