"""The site on top of the compiler: accounts, policies under review, and whatever runs on published policies."""
