"""`bot.py doctor`: what is wrong or in danger, of the machine, of the database, of Discord; nothing is changed."""
