"""The dashboard and the public pages: a blueprint a subject, server-rendered, whole without JavaScript."""
