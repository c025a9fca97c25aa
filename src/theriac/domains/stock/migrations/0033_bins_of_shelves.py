"""What was noted as a batch's shelf becomes a bin of each branch that has or had the batch.

The text stays beside it. Stopped halfway, the next run goes on; back, nothing is to be undone.
"""

from typing import Any

from django.db import migrations

from theriac.core.ids import new_id

PIECE = 500


def make_bins(apps: Any, schema_editor: Any) -> None:
    balance, bin_, batch_bin = (
        apps.get_model("stock", name) for name in ("Balance", "Bin", "BatchBin")
    )
    rows = (
        balance.objects.filter(place__kind="shelf")
        .exclude(batch__shelf="")
        .order_by("branch_id", "batch_id")
        .values_list("branch_id", "batch_id", "batch__shelf")
        .distinct()
    )
    bins = {(b, code.upper()): key for key, b, code in bin_.objects.values_list("id", "branch_id", "code")}
    done = set(batch_bin.objects.values_list("branch_id", "batch_id"))
    waiting = []
    for branch_id, batch_id, text in rows:
        code = text.strip().upper()
        if not code or (branch_id, batch_id) in done:
            continue
        if (branch_id, code) not in bins:
            made = bin_.objects.create(id=new_id(), branch_id=branch_id, code=code)
            bins[branch_id, code] = made.id
        waiting.append(
            batch_bin(
                id=new_id(), batch_id=batch_id, branch_id=branch_id, bin_id=bins[branch_id, code]
            )
        )
    batch_bin.objects.bulk_create(waiting, batch_size=PIECE)


class Migration(migrations.Migration):
    dependencies = [("stock", "0032_bins")]

    operations = [migrations.RunPython(make_bins, migrations.RunPython.noop)]
