"""Web pieces without models: formats, pages, Excel answers, language, the address of a request."""
