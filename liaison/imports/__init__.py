"""Spreadsheets of bodies and meetings."""
