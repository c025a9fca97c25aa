"""The back office's addresses: the shell's own, then each screen folder's ``urls.py``.

A folder's ``urlpatterns`` come under the one namespace ``backoffice``; none is listed here.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from theriac.surfaces.backoffice.shell import gallery, palette, preferences, progress
from theriac.surfaces.backoffice.shell.navigation import screen_modules

app_name = "backoffice"

urlpatterns: list[URLPattern | URLResolver] = [
    path("_palette/", palette.Palette.as_view(), name="palette"),
    path("_work/", progress.RunningWork.as_view(), name="work"),
    path("me/", preferences.OwnPreferences.as_view(), name="me"),
    path("me/look/", preferences.set_look, name="set_look"),
    path("me/language/", preferences.set_language, name="set_language"),
    path("me/branch/", preferences.ChooseBranch.as_view(), name="set_branch"),
]
if settings.DEBUG:
    urlpatterns += [
        path("_components/", gallery.Gallery.as_view(), name="gallery"),
        path("_components/list/", gallery.GalleryList.as_view(), name="gallery_list"),
        path("_components/form/", gallery.GalleryForm.as_view(), name="gallery_form"),
        path("_components/work/<int:done>/", gallery.GalleryWork.as_view(), name="gallery_work"),
    ]
for _module in screen_modules("urls"):
    urlpatterns += _module.urlpatterns
