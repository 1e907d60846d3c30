"""Why a paper of a pack is not printed."""

NO_INDEX = "hồ sơ chưa có mục lục tài liệu trong chương trình"
NOT_OURS = "cấp trên ghi ô giới thiệu đi gửi phiếu báo"
NO_RECORD = "Mã QR có khi đã ký ô giới thiệu đảng viên ra ngoài."
