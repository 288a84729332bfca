"""Spreadsheets of action items and visits."""
