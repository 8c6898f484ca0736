"""The project folder: its file, its chart of accounts, its rule files, each fault at its line."""
