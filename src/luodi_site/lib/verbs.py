"""The words for what the record of writes calls by dotted names; every app adds its own lines here."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Any] = {
    "accounts.add_region": _("新增地区"),
    "accounts.add_unit": _("新增单位"),
    "accounts.change_unit": _("修改单位"),
    "accounts.retire_unit": _("停用单位"),
    "accounts.restore_unit": _("恢复单位"),
    "accounts.add_unit_group": _("新增统称"),
    "accounts.add_person": _("新增人员"),
    "accounts.change_person": _("修改人员"),
    "accounts.retire_person": _("停用人员"),
    "accounts.restore_person": _("恢复人员"),
    "accounts.change_password": _("修改密码"),
    "accounts.reset_password": _("重置密码"),
    "accounts.ask_for_role": _("申请角色"),
    "accounts.grant_role": _("批准角色"),
    "accounts.refuse_role": _("不批准角色"),
    "accounts.unlock": _("解除登录锁定"),
    "accounts.make_token": _("签发接口令牌"),
    "accounts.revoke_token": _("吊销接口令牌"),
    "accounts.share": _("共享"),
    "accounts.end_share": _("结束共享"),
    "accounts.export_audit": _("导出操作记录"),
    "accounts.sign_in": _("登录"),
    "accounts.sign_out": _("退出登录"),
    "notices.set": _("修改消息设置"),
    "notices.add_channel": _("新增消息渠道"),
    "notices.stop_channel": _("停用消息渠道"),
    "notices.restore_channel": _("恢复消息渠道"),
    "policies.keep_file": _("上传文件"),
    "policies.read": _("识别文件"),
    "policies.read_failed": _("识别失败"),
    "policies.accept_item": _("确认"),
    "policies.reject_item": _("剔除"),
    "policies.restore_item": _("恢复待核对"),
    "policies.edit_item": _("修改"),
    "policies.add_item": _("补录"),
    "policies.accept_all": _("整类确认"),
    "policies.undo": _("撤销"),
    "policies.publish": _("发布"),
    "policies.reopen": _("修订"),
    "policies.withdraw": _("撤回"),
    "supervision.open": _("列入台账"),
    "supervision.assign": _("分派单位"),
    "supervision.set_deadline": _("填写时限"),
    "supervision.issue_circular": _("通报存档"),
    "supervision.raise_issue": _("提出问题"),
    "supervision.issue_assign": _("交办问题"),
    "supervision.issue_decline": _("不予受理问题"),
    "supervision.issue_answer": _("回复问题"),
    "supervision.issue_request_closure": _("申请销号"),
    "supervision.issue_refuse_closure": _("退回销号申请"),
    "supervision.issue_approve_closure": _("核实销号"),
    "supervision.issue_reopen": _("重新打开问题"),
    "supervision.add_contact": _("登记包保"),
    "supervision.remove_contact": _("解除包保"),
    "supervision.order_draft": _("拟督办单"),
    "supervision.order_issue": _("发出督办单"),
    "supervision.order_drop": _("不发督办单"),
    "supervision.order_reply": _("回复督办单"),
    "supervision.order_claim": _("报整改完成"),
    "supervision.order_refuse": _("退回整改"),
    "supervision.order_settle": _("核实销单"),
    "supervision.choose_escalation": _("修改升级办法"),
}


def words_for(verb: str) -> str:
    """The word for a verb; the verb itself where no app has named it."""
    return str(VERBS.get(verb, verb))
