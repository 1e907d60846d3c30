"""Closed vocabularies of rules: triggers, ends, actors, bodies, values.

A rule file that uses another word is refused: a deadline whose trigger the program does not know
would never run. Their Vietnamese stands in ``wording/rules.py``.
"""

from collections.abc import Mapping

from tcxd_desktop.domain.rule_types import CommuneRole, MonthRule, Scope

PERIODS = ("year", "half_year", "month", "week")
"""Triggers that are a period of the calendar: due by the end of the one the day lies in."""
TRIGGERS = frozenset({
    "class_certificate_issued", "admission_file_created", "verification_letter_received",
    "cell_resolution_admission", "admission_decision_received", "admission_decision_issued",
    "admission_ceremony", "admission_decision", "candidate_move_decision",
    "forwarded_file_received", "review_request_received", "working_together_since",
    "probation_end", "cell_resolution_recognition", "party_exit", "criminal_record_cleared",
    "move_effective_date", "introduction_date", "transfer_notice_received",
    "member_received_file", "previous_check", "dissolution_decision", "left_country",
    "returned_home", "graduation", "temporary_start", "temporary_end", "contract_start",
    "exemption_start", "first_missed_month_in_year", "education_started", "first_bad_year",
    "removal_decision_received", "complaint_received", "first_request", "notice_slip_made",
    "badge_due_date", "discipline_decision", "badge_round_date", "question_received",
    "org_event_done", "congress_closed", "congress_report_received", "new_committee_elected",
    "congress_opening", *PERIODS,
})  # fmt: skip
"""What a deadline may be counted from."""
ENDINGS = frozenset({
    "cell_vote_admission", "verification_reply_sent", "file_sent_up",
    "committee_resolution_sent", "admission_decision", "admission_ceremony",
    "member_profile_signed", "db_entered", "file_forwarded", "review_answer", "introduction",
    "probation_end", "cell_vote_recognition", "recognition_decision", "recognition_or_removal",
    "readmission_consideration", "transfer_started", "paper_presented", "next_check",
    "members_transferred", "slip_handed_in", "reported_to_cttt", "official_transfer",
    "temporary_end", "temporary_end_extended", "contract_continuous", "exemption_end", "resumed",
    "improved", "complaint_filed", "complaint_answered", "self_review_submitted",
    "supplement_confirmed", "dossier_sent_up", "report_sent", "synced", "list_sent", "checked",
    "award", "death", "badge_consideration", "files_sent", "registered", "answered",
    "seal_returned", "approved", "handed_over", "announced",
})  # fmt: skip
"""What meets a deadline."""
ACTORS = frozenset({
    "dang_vien", "dang_vien_gioi_thieu", "chi_bo", "chi_uy", "dang_uy_bo_phan", "dang_uy_co_so",
    "dang_uy_co_so_uy_quyen", "cap_uy", "cap_uy_co_so", "cap_uy_co_so_noi_den", "cap_uy_noi_den",
    "cap_uy_noi_tam_thoi", "cap_uy_quan_ly_ho_so", "cap_uy_cap_tren_truc_tiep",
    "cap_uy_co_tham_quyen", "cap_uy_co_tham_quyen_noi_di", "cap_uy_co_tham_quyen_noi_den",
    "cap_uy_duoc_de_nghi", "cap_uy_da_ban_hanh", "cap_uy_trieu_tap", "cap_uy_khoa_moi",
    "cap_uy_khoa_truoc", "cttt", "btv_cttt", "btv_dang_uy_co_so", "ban_thuong_vu",
    "ban_xay_dung_dang", "dang_uy_xa", "btv_tinh_uy", "ban_to_chuc_tinh_uy", "tinh_uy",
    "dang_uy_bng", "ban_to_chuc_tw", "trung_uong", "dang_uy_nha_truong", "tccsd",
})  # fmt: skip
"""Who has to act, decides or keeps."""
BODIES = (
    "cell_out", "section_out", "base_out", "upper_out", "province_out", "province_in", "upper_in",
    "base_in", "section_in", "cell_in", "host_cell", "host_base", "host_upper", "home_base",
    "home_upper", "home_cell", "bng",
)  # fmt: skip
"""Writers of the boxes of letters."""
PATHS = ("", "A", "B", "C")
"""Ways up: any; chi bộ thôn; chi bộ under a đảng ủy cơ sở; chi bộ cơ sở."""
LETTERS = ("T10", "T7", "T8", "T2")
SOON = ("soon_working_days", "temporary_soon_days")
"""Values that say how early a deadline shows as coming due."""
VALUES: Mapping[str, tuple[object, ...] | range | type] = {
    "head_count_leaves": ("introduction", "given", "accepted"),
    "head_count_enters": ("accepted", "presented"),
    "labour_leaves": bool,
    "temporary_starts": ("term", "accepted"),
    "register_restart": ("yearly", "never"),
    "month_arithmetic": tuple(MonthRule),
    "three_month_start": ("notice_or_file", "introduction"),
    "notice_copies": range(1, 11),
    "soon_working_days": range(61),
    "temporary_soon_days": range(181),
    "local_scope": ("", Scope.HANOI.value),
    "commune_role": tuple(CommuneRole),
    "least_age_at_admission": range(14, 41),
    "education_at_admission": ("diploma", "completed"),
}
"""Values of a rule set: the choices there are, a range of whole numbers, or yes and no."""
