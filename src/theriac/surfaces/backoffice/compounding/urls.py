"""Addresses of the screens of compounding."""

from django.urls import path

from theriac.surfaces.backoffice.compounding import detail, draft, formulas, ingredients, lists

_TOP = "stock/compounding/"
_ONE = f"{_TOP}<uuid:preparation_id>/"
_FORMULA = f"{_TOP}formulas/<uuid:formula_id>/"
urlpatterns = [
    path(_TOP, lists.PreparationList.as_view(), name="preparation_list"),
    path(f"{_TOP}find/", draft.FindToCompound.as_view(), name="preparation_find"),
    path(f"{_TOP}new/<uuid:product_id>/", draft.WritePreparation.as_view(), name="preparation_new"),
    path(f"{_TOP}grid/find/", ingredients.IngredientFind.as_view(), name="preparation_grid_find"),
    path(
        f"{_TOP}grid/paste/", ingredients.IngredientPaste.as_view(), name="preparation_grid_paste"
    ),
    path(f"{_TOP}formulas/", lists.FormulaList.as_view(), name="formula_list"),
    path(_FORMULA, formulas.FormulaDetail.as_view(), name="formula_detail"),
    path(f"{_FORMULA}archive/", formulas.ArchiveFormula.as_view(), name="formula_archive"),
    path(_ONE, detail.PreparationDetail.as_view(), name="preparation_detail"),
    path(f"{_ONE}worksheet/", detail.Worksheet.as_view(), name="preparation_worksheet"),
    path(f"{_ONE}make/", detail.MakePreparation.as_view(), name="preparation_make"),
    path(f"{_ONE}check/", detail.CheckPreparation.as_view(), name="preparation_check"),
    path(f"{_ONE}discard/", detail.DiscardPreparation.as_view(), name="preparation_discard"),
    path(f"{_ONE}cancel/", detail.DiscardDraft.as_view(), name="preparation_cancel"),
    path(f"{_ONE}formula/", detail.SaveFormula.as_view(), name="preparation_formula"),
]
