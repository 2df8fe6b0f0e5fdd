"""The numbered outline of a document: which clause stands under which, and which part of the file is the plan."""
