-- What reports read: the collaborations of a scope from an index alone, and the few kinds of events without the rest.
create index collaborations_scope on collaborations (campaign_id, id) include (creator_id, created_at);
create index events_taken_back on events (at) where type = 'Undone';
