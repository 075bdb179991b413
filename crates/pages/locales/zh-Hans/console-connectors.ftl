## connectors
