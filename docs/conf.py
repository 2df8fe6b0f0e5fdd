"""How ``make docs`` turns this folder into pages."""

project = "Luodi 落地"
author = "Luodi contributors"
extensions = ["myst_parser"]
root_doc = "README"
html_theme = "furo"
html_title = project
html_copy_source = False
html_show_sphinx = False
myst_heading_anchors = 3
exclude_patterns = ["build"]
