# What Telemetry says.
