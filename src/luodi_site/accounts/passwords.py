"""What a password must have beside its length."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luodi_site.accounts.models import Person


class TwoKindsOfCharacters:
    """At least two of: letters, digits, other signs."""

    def validate(self, password: str, user: Person | None = None) -> None:
        kinds = {"letter" if c.isalpha() else "digit" if c.isdigit() else "sign" for c in password}
        if len(kinds) < 2:
            raise ValidationError(_("密码须包含字母、数字、符号中的至少两类。"), code="password_one_kind")

    def get_help_text(self) -> str:
        return str(_("密码须包含字母、数字、符号中的至少两类。"))
