-- The site on the server's own list that a campaign is about.
ALTER TABLE campaigns ADD COLUMN site_id BIGINT REFERENCES own_sites (id);
CREATE INDEX campaigns_site ON campaigns (site_id) WHERE site_id IS NOT NULL;
