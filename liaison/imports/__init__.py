"""Spreadsheets of bodies."""
