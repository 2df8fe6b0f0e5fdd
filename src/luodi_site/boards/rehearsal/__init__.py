"""Two years of supervision of the sample city, played by a script through the actions that its people use.

The script rolls dice that know only who acts on what, so that the same days give the same ledger wherever they are played.
"""
