"""A stand-in for Telegram: the Bot API with people who write to the bot."""
