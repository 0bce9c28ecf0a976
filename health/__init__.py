"""What watches over the running bot from outside asks here: figures as Prometheus reads them, probes over HTTP.

A sibling of `cogs`, `db` and `net`: it fills services.base.health.figures.Meter, and alone knows prometheus_client and the
serving side of HTTP (docs/decisions/0207-health.md). It is loaded where HEALTH_ADDRESS is set.
"""
