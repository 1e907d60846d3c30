"""The benchmark: every figure beside its alternative and the physical limit of the same run."""
