"""Escalation 催办督办升级: reminders before, at and after a deadline, and supervision orders from level to level."""
