-- What the index of counts held beside campaign and status (the instant from which something needs attention) nothing
-- reads by since lists are in memory; with the creator in it, outcomes of creators are told without reading rows.
create index collaborations_outcomes on collaborations (campaign_id, status, creator_id) include (currency, amount_cents);
drop index collaborations_counts;
