"""Spreadsheets of organisations and partner units."""
