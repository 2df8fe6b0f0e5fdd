"""The field's terms as data: departments and their names, indicators and their definitions, and the loaders."""
