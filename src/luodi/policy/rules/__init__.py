"""The rules of a policy as they are run: benefits, funds, ladders, scoreboards and target paths, read from a pack."""
