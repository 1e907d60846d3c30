"""The question before a template is published, and what comes of it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.score_templates import ScoreTemplate, TemplateLine, TemplateStatus
from tcxd_desktop.domain.template_checks import faults
from tcxd_desktop.domain.template_faults import Fault
from tcxd_desktop.office import score_templates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.problems import sentence
from tcxd_desktop.wording.templates import fault_text


def publish(parent: QWidget, desk: Desk, template_id: int, notice: Notice) -> str:
    """Publish a draft, and put it in use where that is wanted; return what was done, or nothing.

    Args:
        parent: owner of the question.
        desk: the office.
        template_id: number of the draft.
        notice: where it is said what hinders it.
    """
    line = next((one for one in score_templates.lines(desk) if one.id == template_id), None)
    if line is None:
        return ""
    template = score_templates.template_of(desk, line)
    found = faults(template)
    if found:
        notice.say(refusal(found, template), "bad")
        return ""
    answer = dialogs.choose(
        parent,
        f"Ban hành {line.code} bản {line.version}?",
        [("adopt", "Ban hành và đưa vào dùng"), ("publish", "Chỉ ban hành"), ("no", "Thôi")],
        title="Ban hành mẫu",
        detail="Sau khi ban hành, bản này không sửa được nữa; muốn đổi thì tạo bản mới.",
    )
    if answer == "no":
        return ""
    try:
        score_templates.publish(desk, template_id)
    except Problem as problem:
        notice.show_problem(problem)
        return ""
    return _adopted(desk, line) if answer == "adopt" else "Đã ban hành."


def _adopted(desk: Desk, line: TemplateLine) -> str:
    try:
        score_templates.adopt(desk, replace(line, status=TemplateStatus.PUBLISHED))
    except Problem as problem:
        return f"Đã ban hành, nhưng chưa đưa vào dùng được. {sentence(problem)}"
    return "Đã ban hành và đưa vào dùng."


def refusal(found: Sequence[Fault], template: ScoreTemplate) -> str:
    """Return why a template cannot be published: how many faults, and the first of them."""
    many = show_number(len(found))
    first = fault_text(found[0], template)
    more = " Các lỗi khác xem ở phần kiểm tra khi mở mẫu." if len(found) > 1 else ""
    return f"Còn {many} lỗi nên chưa ban hành được. {first}{more}"
