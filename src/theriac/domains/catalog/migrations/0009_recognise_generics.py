"""Give each product the generic that its own texts name without doubt; the rest stay open."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import migrations

from theriac.core.ids import new_id
from theriac.domains.catalog.medicines.recognising import Recognised, recognise, substance_key

TEXTS = ("substance", "generic_name", "strength", "dose_form")


def recognise_all(apps: Any, schema_editor: Any) -> None:
    products = apps.get_model("catalog", "Product").objects
    open_ones = products.filter(generic=None)
    for texts in set(open_ones.order_by().values_list(*TEXTS).distinct()):
        medicine = recognise(**dict(zip(TEXTS, texts, strict=True)))
        if medicine is None:
            continue
        generic_id = made(apps, medicine)
        products.filter(generic=None, **dict(zip(TEXTS, texts, strict=True))).update(
            generic_id=generic_id
        )


def made(apps: Any, medicine: Recognised) -> UUID:
    """The generic's id; its rows are made where they are missing."""
    generics = apps.get_model("catalog", "Generic").objects
    key = sha256(medicine.key.encode()).hexdigest()
    known: UUID | None = generics.filter(key=key).values_list("id", flat=True).first()
    if known is not None:
        return known
    generic = generics.create(
        id=new_id(),
        key=key,
        name=medicine.name[:400],
        dose_form=medicine.dose_form,
        substances=[part.substance for part in medicine.parts],
    )
    for position, part in enumerate(medicine.parts):
        substance, _made = apps.get_model("catalog", "Substance").objects.get_or_create(
            key=substance_key(part.substance),
            defaults={"id": new_id(), "name": part.substance},
        )
        apps.get_model("catalog", "Ingredient").objects.create(
            id=new_id(),
            generic=generic,
            substance=substance,
            strength=part.strength,
            position=position,
        )
    made_id: UUID = generic.id
    return made_id


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_product_generic")]

    operations = [migrations.RunPython(recognise_all, migrations.RunPython.noop)]
