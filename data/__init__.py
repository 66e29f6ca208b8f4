"""The database: facts as they were sent, the catalogue that gives them meaning, and the questions asked of both."""
