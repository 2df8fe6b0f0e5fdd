"""Addresses of supervision; publishing stands at the policies' own address, before the policies' table."""

from __future__ import annotations

from django.urls import path

from luodi_site.supervision.views import (
    calendar,
    circulars,
    contacts,
    escalation,
    issues,
    ledger,
    matter,
    orders,
    publishing,
    sharing,
    targets,
)

app_name = "supervision"
urlpatterns = [
    path("policies/<int:reading_id>/publish/", publishing.publish, name="publish"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/ledger.xlsx", ledger.ledger_excel, name="ledger_excel"),
    path("ledger/<int:matter_id>/", matter.matter, name="matter"),
    path("ledger/<int:matter_id>/assign/", matter.assign, name="assign"),
    path("ledger/<int:matter_id>/deadline/", matter.deadline, name="deadline"),
    path("ledger/<int:matter_id>/sharing/", sharing.share_matter, name="share_matter"),
    path("policies/editions/<int:edition_id>/sharing/", sharing.share_edition, name="share_edition"),
    path("sharing/<int:share_id>/end/", sharing.end_sharing, name="end_sharing"),
    path("issues/", issues.issues, name="issues"),
    path("issues/issues.xlsx", issues.issues_excel, name="issues_excel"),
    path("issues/raise/", issues.raise_issue, name="raise_issue"),
    path("issues/files/<int:issue_file_id>/", issues.issue_file, name="issue_file"),
    path("issues/contacts/", contacts.contacts, name="contacts"),
    path("issues/contacts/add/", contacts.add_contact, name="add_contact"),
    path("issues/contacts/<int:contact_id>/remove/", contacts.remove_contact, name="remove_contact"),
    path("issues/<int:issue_id>/", issues.issue, name="issue"),
    path("issues/<int:issue_id>/order/", orders.order_about_issue, name="order_about_issue"),
    path("issues/<int:issue_id>/<slug:step>/", issues.issue_step, name="issue_step"),
    path("orders/", orders.orders, name="orders"),
    path("orders/orders.xlsx", orders.orders_excel, name="orders_excel"),
    path("orders/rules/", orders.home_rules, name="home_rules"),
    path("orders/rules/<int:region_id>/<slug:subject>/", escalation.escalation, name="escalation"),
    path("orders/files/<int:order_file_id>/", orders.order_file, name="order_file"),
    path("orders/about/<int:matter_id>/", orders.order_about_matter, name="order_about_matter"),
    path("orders/<int:order_id>/", orders.order, name="order"),
    path("orders/<int:order_id>/order.docx", orders.order_word, name="order_word"),
    path("orders/<int:order_id>/<slug:step>/", orders.order_step, name="order_step"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("targets/", targets.targets, name="targets"),
    path("targets/targets.xlsx", targets.targets_excel, name="targets_excel"),
    path("circulars/", circulars.circulars, name="circulars"),
    path("circulars/preview/", circulars.preview, name="preview"),
    path("circulars/preview/circular.docx", circulars.preview_word, name="preview_word"),
    path("circulars/issue/", circulars.issue, name="issue"),
    path("circulars/<int:circular_id>/", circulars.circular, name="circular"),
    path("circulars/<int:circular_id>/circular.docx", circulars.circular_word, name="circular_word"),
]
