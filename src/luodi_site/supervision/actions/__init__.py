"""All writes of supervision, one file for each subject."""

from __future__ import annotations

from luodi.ledger.moves import (
    NotAllowed,
)
from luodi_site.supervision.actions.asked_parts import (
    keep_parts,
    leave_parts,
    question_about,
)
from luodi_site.supervision.actions.breakdown import (
    NewMatter,
    add_matter,
    merge_matters,
    set_schedule,
    split_matter,
)
from luodi_site.supervision.actions.claims import (
    SomeoneElse,
    claim,
    remember,
)
from luodi_site.supervision.actions.clock import (
    advance,
)
from luodi_site.supervision.actions.closing import (
    approve_closure,
    refuse_closure,
    reopen_matter,
    request_closure,
    withdraw_closure,
)
from luodi_site.supervision.actions.delegations import (
    delegate_reports,
    end_delegation,
)
from luodi_site.supervision.actions.duty_days import (
    recount_duties,
)
from luodi_site.supervision.actions.forecasts import (
    forecast_targets,
)
from luodi_site.supervision.actions.issues import (
    Refused,
    add_leader_contact,
    raise_issue,
    remove_leader_contact,
    take_step,
)
from luodi_site.supervision.actions.lights import (
    choose_rule,
    refresh,
    refresh_all,
)
from luodi_site.supervision.actions.linking import (
    link_name,
)
from luodi_site.supervision.actions.matters import (
    assign_units,
    open_edition,
    publish_policy,
    set_deadline,
)
from luodi_site.supervision.actions.numbers import (
    name_series,
)
from luodi_site.supervision.actions.orders import (
    choose_escalation,
    draw_up_order,
    escalate,
    take_order_step,
)
from luodi_site.supervision.actions.papers import (
    change_paper,
    draft_paper,
    keep_text,
    read_paper,
    take_paper_step,
)
from luodi_site.supervision.actions.planning import (
    excuse_reports,
    open_cycles,
    set_plan,
)
from luodi_site.supervision.actions.plans import (
    Line,
    accept_plan,
    ask_for_plans,
    return_plan,
    save_plan,
    withdraw_plan,
)
from luodi_site.supervision.actions.reporting import (
    accept_report,
    add_evidence,
    add_part,
    compute_progress,
    excuse_report,
    keep_evidence,
    return_report,
    save_report,
    start_report,
    submit_report,
    withdraw_report,
)
from luodi_site.supervision.actions.sheets import (
    check_plan,
    check_reports,
    original,
    take_rows,
)
from luodi_site.supervision.actions.target_values import (
    enter_value,
)
from luodi_site.supervision.actions.urgency import (
    set_urgency,
)
from luodi_site.supervision.actions.working_days import (
    change_days,
    restore_days,
)

__all__ = [
    "Line", "NewMatter", "NotAllowed", "Refused", "SomeoneElse", "accept_plan", "accept_report", "add_evidence",
    "add_leader_contact", "add_matter", "add_part", "advance", "approve_closure", "ask_for_plans", "assign_units",
    "change_days", "change_paper", "check_plan", "check_reports", "choose_escalation", "choose_rule", "claim",
    "compute_progress", "delegate_reports", "draft_paper", "draw_up_order", "end_delegation", "enter_value",
    "escalate", "excuse_report", "excuse_reports", "forecast_targets", "keep_evidence", "keep_parts", "keep_text",
    "leave_parts", "link_name", "merge_matters", "name_series", "open_cycles", "open_edition", "original",
    "publish_policy", "question_about", "raise_issue", "read_paper", "recount_duties", "refresh", "refresh_all",
    "refuse_closure", "remember", "remove_leader_contact", "reopen_matter", "request_closure", "restore_days",
    "return_plan", "return_report", "save_plan", "save_report", "set_deadline", "set_plan", "set_schedule",
    "set_urgency", "split_matter", "start_report", "submit_report", "take_order_step", "take_paper_step", "take_rows",
    "take_step", "withdraw_closure", "withdraw_plan", "withdraw_report",
]  # fmt: skip
