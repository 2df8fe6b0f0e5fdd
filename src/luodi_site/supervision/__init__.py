"""Published policies under supervision: matters, their ledger, the calendar, targets and circulars."""
