-- Removals that share one card: those of one place in one channel, or by one author, within minutes. Nothing of it is
-- personal; it goes with its row.
ALTER TABLE detections ADD COLUMN lead_id BIGINT;  -- the detection whose card shows this removal; NULL: a card of its own
ALTER TABLE detections ADD COLUMN lead_at BIGINT;  -- since when others may share this one's card
CREATE INDEX detections_group ON detections (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX detections_leads ON detections (server_id, pattern, lead_at) WHERE lead_at IS NOT NULL;

-- What stands in a channel and has a card: the card is told when the channel goes.
CREATE INDEX detections_standing ON detections (channel_id)
    WHERE outcome IN ('review', 'forbidden', 'failed', 'kept', 'edited');
