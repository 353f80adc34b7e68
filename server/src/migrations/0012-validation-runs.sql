-- Runs of a validator: the creators are fixed when the run is confirmed, one row each, and so are the criteria.
create table validation_runs (
  id uuid primary key,
  validator_id uuid not null references validators on delete cascade,
  validator_version int not null,
  criteria text not null,
  -- The model that judges; null: the embedded rules.
  model text,
  state text not null default 'running'
    check (state in ('running', 'paused', 'cancelling', 'completed', 'cancelled', 'failed')),
  -- Why the whole run failed, in words.
  detail text,
  total int not null,
  actor_kind text not null,
  actor_id uuid,
  -- Whether its workflow knows of the last change of state that people asked for.
  is_told boolean not null default false,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
create index validation_runs_validator on validation_runs (validator_id, started_at desc, id);
create index validation_runs_open on validation_runs (started_at) where state in ('running', 'cancelling') or not is_told;

-- `outcome` null: pending. The creator may be gone meanwhile: the row stays, so that the counts do.
create table validation_items (
  run_id uuid not null references validation_runs on delete cascade,
  position int not null,
  creator_id uuid not null,
  outcome text check (outcome in ('scored', 'failed', 'cancelled')),
  score smallint check (score between 0 and 3),
  reason text,
  -- Why there is no score, in words.
  detail text,
  at timestamptz,
  primary key (run_id, position),
  unique (run_id, creator_id)
);
create index validation_items_pending on validation_items (run_id, position) where outcome is null;
create index validation_items_outcome on validation_items (run_id, outcome, position);

-- The instant from which the next request to the model may be sent, by whichever worker: the one clock of the rate.
create table validator_pace (
  only_one boolean primary key default true check (only_one),
  next_at timestamptz not null default now()
);
insert into validator_pace default values;

-- What was said about an erased creator goes with them.
create function forget_validations() returns trigger language plpgsql as $$
begin
  delete from validations where creator_id = new.id;
  update validation_items set reason = null, detail = null where creator_id = new.id;
  return null;
end $$;
create trigger validations_of_erased after update of erased_at on creators
  for each row when (old.erased_at is null and new.erased_at is not null) execute function forget_validations();
create index validation_items_creator on validation_items (creator_id);
