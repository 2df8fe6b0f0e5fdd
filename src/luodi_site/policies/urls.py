"""Addresses of policies, their review and their editions."""

from __future__ import annotations

from django.urls import path

from luodi_site.policies.views import comparing, library, publishing, quality, review, rules

app_name = "policies"
urlpatterns = [
    path("", library.library, name="list"),
    path("upload/", library.upload, name="upload"),
    path("compare/", comparing.editions, name="compare"),
    path("compare/comparison.docx", comparing.editions_word, name="compare_word"),
    path("compare/comparison.html", comparing.editions_page, name="compare_page"),
    path("superior/", comparing.superior, name="superior"),
    path("superior/comparison.docx", comparing.superior_word, name="superior_word"),
    path("quality/", quality.quality, name="quality"),
    path("quality/cases.zip", quality.cases, name="cases"),
    path("files/<int:file_id>/read/", library.read_again, name="read_again"),
    path("<int:reading_id>/", library.policy, name="policy"),
    path("<int:reading_id>/text/", library.text, name="text"),
    path("<int:reading_id>/original/", library.original, name="original"),
    path("<int:reading_id>/review/", review.review, name="review"),
    path("<int:reading_id>/items/new/", review.add, name="add_item"),
    path("<int:reading_id>/items/accept-all/", review.accept_all, name="accept_all"),
    path("<int:reading_id>/undo/", review.undo, name="undo"),
    path("<int:reading_id>/history/", review.history, name="history"),
    path("<int:reading_id>/settle/", publishing.settle, name="settle"),
    path("<int:reading_id>/publish/", publishing.publish, name="publish"),
    path("<int:reading_id>/reopen/", publishing.reopen, name="reopen"),
    path("<int:reading_id>/withdraw/", publishing.withdraw, name="withdraw"),
    path("items/<int:item_id>/", review.card, name="item"),
    path("items/<int:item_id>/edit/", review.edit, name="edit_item"),
    path("items/<int:item_id>/adopt/", review.adopt, name="adopt"),
    path("items/<int:item_id>/rule/", rules.edit, name="edit_rule"),
    path("items/<int:item_id>/rule/new/", rules.add, name="add_rule"),
    path("items/<int:item_id>/rule/check/", rules.check, name="check_rule"),
    path("items/<int:item_id>/<slug:verb>/", review.act, name="act"),
    path("editions/<int:edition_id>/", library.edition, name="edition"),
    path("editions/<int:edition_id>/policy.json", library.as_json, name="as_json"),
    path("editions/<int:edition_id>/policy.xlsx", library.as_excel, name="as_excel"),
    path("editions/<int:edition_id>/rules.yaml", rules.as_pack, name="as_pack"),
]
