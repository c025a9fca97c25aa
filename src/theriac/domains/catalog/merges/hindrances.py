"""What keeps two products from being merged, and which pack each code will open. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.tables.heads import fold
from theriac.domains.catalog.models import Pack, Product
from theriac.domains.catalog.rules import MERGED, unfit_factors


def hindrances(kept: Product, merged: Product) -> Iterator[tuple[str, str]]:
    """Each field that keeps them apart, with the sentence that says what to do about it."""
    names = {"kept": kept.name, "merged": merged.name}
    if never := _never(kept, merged):
        yield "merged_id", never
        return
    if merged.status == MERGED:
        yield "merged_id", _("%(merged)s is already merged. Undo that merge first.") % names
    if kept.status == MERGED:
        yield (
            "kept_id",
            _("%(kept)s was itself merged into another product. Keep that product instead.")
            % names,
        )
    if fold(kept.base_unit) != fold(merged.base_unit):
        yield (
            "base_unit",
            _(
                "%(kept)s is counted in %(kept_unit)s, %(merged)s in %(merged_unit)s, so "
                "their stock can’t be added. Move the stock by stock count first."
            )
            % {**names, "kept_unit": kept.base_unit, "merged_unit": merged.base_unit},
        )
    if kept.legal_class != merged.legal_class:
        yield (
            "legal_class",
            _(
                "Their legal classes differ, so one must be wrong. Correct that product, "
                "then merge."
            ),
        )
    if kept.generic_id and merged.generic_id and kept.generic_id != merged.generic_id:
        yield (
            "generic_id",
            _(
                "These are different medicines: substance, strength or form differ. Correct "
                "the wrong one first, or keep both."
            ),
        )
    if merged.status == Product.Status.BLOCKED and kept.status != Product.Status.BLOCKED:
        yield (
            "status",
            _(
                "%(merged)s is blocked, but its stock would be sold as %(kept)s. Hold its "
                "batches and reactivate it, or block %(kept)s too."
            )
            % names,
        )


def _never(kept: Product, merged: Product) -> str:
    """Why these two can't ever be merged; "" where they might be."""
    if kept.id == merged.id:
        return _("This is the same product. Choose a different one.")
    if kept.is_service or merged.is_service:
        return _("A service can’t be merged. Discontinue the one that you don’t need.")
    return ""


@dataclass(frozen=True, slots=True)
class PackWay:
    """Where the codes of one pack go: a pack of the kept product, or a new one of this factor."""

    merged_pack: Pack
    kept_pack_id: UUID | None


def ways_of(
    merged_packs: Sequence[Pack], kept_packs: Sequence[Pack], chosen: Mapping[UUID, UUID]
) -> list[PackWay] | Pack:
    """A way for each pack that has codes: as chosen, else the same size, else a new one.

    A pack whose size doesn't fit the others, and for which none was chosen, is answered itself.
    """
    of_factor = {pack.factor: pack.id for pack in kept_packs}
    known = {pack.id for pack in kept_packs}
    sizes = set(of_factor)
    ways: list[PackWay] = []
    for pack in merged_packs:
        target = chosen.get(pack.id)
        if target is not None and target in known:
            ways.append(PackWay(pack, target))
        elif pack.factor in of_factor:
            ways.append(PackWay(pack, of_factor[pack.factor]))
        elif unfit_factors([*sizes, pack.factor]):
            return pack
        else:
            sizes.add(pack.factor)
            ways.append(PackWay(pack, None))
    return ways
