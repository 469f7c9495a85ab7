"""The demo: everything at once, with fictional registers, a past of messages and a last night through the webhook."""
