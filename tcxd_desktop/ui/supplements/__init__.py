"""Phiếu bổ sung: the yearly round of 3-HSĐV."""
