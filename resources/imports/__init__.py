"""Spreadsheets of needs and resources."""
