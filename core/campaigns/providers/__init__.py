"""Who serves a site: what resolvers and registries answer, when that is a change, what is known of providers' decisions."""
