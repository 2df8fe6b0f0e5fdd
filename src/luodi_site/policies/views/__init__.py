"""Views of the policies app: the library, the review page, publishing."""
