"""Users, their roles, what proves who they are, and the audit chain. Values and pure functions; `opslag` keeps them."""
