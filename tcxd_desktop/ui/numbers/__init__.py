"""Số lý lịch: blocks, members waiting for a number, the ledger."""
