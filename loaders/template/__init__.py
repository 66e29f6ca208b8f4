"""The form as a workbook for one unit and period, filled in with last quarter's figures and the open cases."""

from loaders.template.book import file_name, templates, write_template

__all__ = ["file_name", "templates", "write_template"]
