"""The Qt application: what people see and type; the only room that knows Qt."""
