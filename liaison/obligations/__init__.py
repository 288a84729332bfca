"""The obligations of the plans, each declared once as data (OB-01 to OB-20).

A new one is a declaration in one of these files; no other code knows any of them by name.
"""
