"""Hồ sơ trùng: records that may be of one person, compared, merged, taken apart."""
