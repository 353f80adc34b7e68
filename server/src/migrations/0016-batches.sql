-- Batches: one change for many collaborations, whose ids were fixed when somebody confirmed it.
create table batches (
  id uuid primary key,
  -- domain/src/batch.schema.ts, StoredBatchChange; what differs by row is with its item.
  change jsonb not null,
  state text not null default 'running' check (state in ('running', 'paused', 'cancelling', 'cancelled', 'completed')),
  total int not null,
  applied int not null default 0,
  unchanged int not null default 0,
  refused int not null default 0,
  failed int not null default 0,
  cancelled int not null default 0,
  -- Who is asked for permission at every row, and stands in its event.
  actor_kind text not null check (actor_kind in ('member', 'token')),
  actor_id uuid not null,
  person_id uuid not null references people,
  undo_of uuid references batches,
  retry_of uuid references batches,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index batches_newest on batches (created_at desc, id);
create index batches_unfinished on batches (id) where finished_at is null;

create table batch_items (
  batch_id uuid not null references batches on delete cascade,
  collaboration_id uuid not null,
  -- What is this row's own, as a tracking number or the seq to take back.
  own jsonb,
  outcome text check (outcome in ('applied', 'unchanged', 'refused', 'failed', 'cancelled')),
  code text,
  detail text,
  -- The event that it made.
  seq int,
  -- How often it was asked for in vain: rows that wait for something come after all others.
  tries int not null default 0,
  at timestamptz,
  primary key (batch_id, collaboration_id)
);
create index batch_items_open on batch_items (batch_id, tries, collaboration_id) where outcome is null;
create index batch_items_outcome on batch_items (batch_id, outcome, collaboration_id);

-- A selection that somebody was shown the count of: confirming it touches exactly these rows. Kept a day.
create table selections (
  id uuid primary key,
  account_id uuid not null,
  ids uuid[] not null,
  created_at timestamptz not null default now()
);
create index selections_age on selections (created_at);
