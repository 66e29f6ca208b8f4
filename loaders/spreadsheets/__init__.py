"""The file gate: bytes of any spreadsheet program to plain sheets, hostile ones refused before they are parsed."""
