"""The form as a workbook for one unit and period, filled in with last quarter's figures and the open cases: book.py."""
