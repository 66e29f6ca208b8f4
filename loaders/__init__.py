"""Workbook to rows: what a clerk sends becomes checked rows, or a list of problems that names every cell."""
