"""Words of transfers, in one place for screens, papers and the access book."""

from tcxd_desktop.wording.transfer_cases import (
    case_text,
    clock_basis,
    clock_duty,
    clock_text,
    enclosed_papers,
    marks_shown,
    office_duty,
    party_title,
    place_text,
    state_text,
    step_details,
    step_label,
    step_text,
)
from tcxd_desktop.wording.transfer_words import (
    BLOCK,
    BOX_WRITER,
    CHECK_ITEM,
    CHECK_RESULT,
    COLUMN,
    DIRECTION,
    EVENT,
    KIND,
    KIND_HINT,
    KIND_SHORT,
    STATE,
    box_writer,
    event_label,
)

__all__ = [
    "BLOCK", "BOX_WRITER", "CHECK_ITEM", "CHECK_RESULT", "COLUMN", "DIRECTION", "EVENT", "KIND",
    "KIND_HINT", "KIND_SHORT", "STATE", "box_writer", "case_text", "clock_basis", "clock_duty",
    "clock_text", "enclosed_papers", "event_label", "marks_shown", "office_duty",
    "party_title", "place_text", "state_text", "step_details", "step_label", "step_text",
]  # fmt: skip
