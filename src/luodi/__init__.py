"""Luodi (落地) compiles an official policy document into a policy, and runs it."""

__version__ = "0.1.0"
