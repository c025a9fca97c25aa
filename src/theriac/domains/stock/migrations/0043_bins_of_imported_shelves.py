"""What an import of opening stock wrote as a shelf after 0033 becomes a bin, as there."""

from importlib import import_module

from django.db import migrations

before = import_module('theriac.domains.stock.migrations.0033_bins_of_shelves')


class Migration(migrations.Migration):

    dependencies = [
        ('stock', '0042_quota_lease'),
    ]

    operations = [migrations.RunPython(before.make_bins, migrations.RunPython.noop)]
