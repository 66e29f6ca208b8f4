"""Every Vietnamese sentence, number and date format that a user reads. Imports nothing of the house."""
