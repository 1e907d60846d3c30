"""The page *Xuất Excel*: lists by a layout, and the layouts themselves."""
