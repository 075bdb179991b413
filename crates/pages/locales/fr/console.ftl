## Around every page of the console
