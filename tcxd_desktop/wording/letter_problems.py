"""Sentences of the problems of letters on controlled stock."""

from collections.abc import Mapping

from tcxd_desktop.domain import letter_errors as errors
from tcxd_desktop.domain.errors import Problem

SENTENCES: Mapping[type[Problem], str] = {
    errors.NoSuchLetterProblem: (
        "Không có loại giấy giới thiệu “{0}”. Hãy chọn giấy 10 ô, 7 ô, 8 ô hoặc 2 ô."
    ),
    errors.NoSuchBoxProblem: "{0} không có ô {1}. Hãy chọn ô khác, hoặc chọn đúng loại giấy.",
    errors.NoBoxChosenProblem: "Chưa chọn ô nào để in. Hãy chọn ít nhất một ô rồi in lại.",
    errors.EmptyBoxProblem: (
        "Ô {0} chưa có thông tin nào nên in ra sẽ trống. Hãy ghi thông tin của ô này trước, "
        "hoặc bỏ chọn ô."
    ),
    errors.NoSuchLetterFieldProblem: (
        "Ô {0} không có chỗ để ghi “{1}” nên chưa in gì. Hãy xem lại loại giấy và ô đã chọn."
    ),
    errors.LetterTextTooLongProblem: (
        "Ô {0}, mục “{1}”: “{2}” dài quá chỗ trên phôi, kể cả khi thu nhỏ chữ. "
        "Hãy viết ngắn lại, hoặc nới rộng chỗ của mục này trong Canh chỉnh phôi."
    ),
    errors.LetterSignProblem: (
        "Ô {0}, mục “{1}”: “{2}” có ký tự không in được, in lên phôi sẽ thành ô vuông. "
        "Hãy gõ lại mục này bằng chữ tiếng Việt thường dùng."
    ),
    errors.OffPaperProblem: (
        "Ô {0}, mục “{1}” rơi ra ngoài tờ giấy sau khi canh nên chưa in gì, để khỏi hỏng phôi. "
        "Hãy mở Canh chỉnh phôi và đưa mục này vào trong giấy."
    ),
    errors.CalibrationProblem: (
        "Canh chỉnh chưa lưu được: {0} là {1}, phải {2}. Hãy sửa số này rồi lưu lại."
    ),
    errors.CalibrationFileProblem: (
        "Tệp canh chỉnh chưa dùng được, chưa nhập gì. {0}: {1}. "
        "Hãy xuất lại tệp từ máy đã canh rồi chọn lại."
    ),
}
"""What is wrong, why, and how to mend it."""
