"""Đối chiếu: what the office holds against the central list, the paper and the citizen card."""
