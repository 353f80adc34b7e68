-- What lists, searches and sorts read. A text key is folded (no case, no accents) and ordered by code point,
-- so that index, cursor and every database's own collation agree.
create function folded(value text) returns text
  language sql immutable strict parallel safe
  return lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g')) collate "C";

alter table creators add column name_key text collate "C" not null generated always as (folded(name)) stored;
alter table campaigns add column name_key text collate "C" not null generated always as (folded(name)) stored;
alter table collaborations add column status_rank smallint not null generated always as (
  case status when 'Pending' then 1 when 'Negotiating' then 2 when 'Fulfilling' then 3 when 'Completed' then 4 else 5 end
) stored;

-- The default order is two ranges: what holds now by `attention_since`, then the rest by `updated_at`.
create index collaborations_attention on collaborations (attention_since, id) where attention_since is not null;
create index collaborations_updated on collaborations (updated_at, id);
create index collaborations_created on collaborations (created_at, id);
create index collaborations_status on collaborations (status_rank, id);
create index collaborations_status_desc on collaborations (status_rank desc, id);
create index collaborations_due on collaborations (due_on, id) where due_on is not null;
create index collaborations_compensation on collaborations (currency, amount_cents, id) where amount_cents is not null;
create index collaborations_creator on collaborations (creator_id, id);
create index collaborations_owner on collaborations (owner_id, updated_at);
create index collaborations_delivery on collaborations (delivery_status, updated_at) where delivery_status is not null;
-- Counts and sums read this index alone.
create index collaborations_counts on collaborations (campaign_id, status, currency) include (amount_cents, attention_since);

create index creators_name on creators (name_key, id);
create index campaigns_name on campaigns (name_key, id);

-- Substrings and typing mistakes are found by trigrams where the server has them; elsewhere by reading all names.
do $$
begin
  create extension if not exists pg_trgm;
  create index creators_name_trigrams on creators using gin (name_key gin_trgm_ops);
  create index creator_handles_trigrams on creator_handles using gin (handle_key gin_trgm_ops);
exception
  when insufficient_privilege or undefined_file or feature_not_supported then
    raise notice 'pg_trgm is not available: search finds exact parts of names only';
end $$;
