// Every route of the API, on one page; a file a resource declares them.
