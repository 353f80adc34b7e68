-- Files of creators or collaborations, and what became of each of their rows.
create table imports (
  id uuid primary key,
  kind text not null check (kind in ('creators', 'collaborations')),
  -- What the person calls it: the name of the file.
  name text not null,
  state text not null default 'ready'
    check (state in ('ready', 'running', 'paused', 'cancelling', 'completed', 'cancelled', 'failed')),
  encoding text not null,
  delimiter text not null,
  -- Names of the file's columns, and for each the field it fills or null.
  headers jsonb not null,
  mapping jsonb not null,
  duplicates text not null default 'skip' check (duplicates in ('skip', 'update')),
  -- Whether collaborations may make the creators they name.
  creates_creators boolean not null default false,
  -- Rows of the file; those that the last look at them found wrong; those that exist already.
  total int not null,
  invalid int not null default 0,
  existing int not null default 0,
  created int not null default 0,
  updated int not null default 0,
  skipped int not null default 0,
  refused int not null default 0,
  -- Why it failed, in words.
  failure text,
  -- Whoever brought it: a person, or a token, and the person behind it.
  account_kind text not null check (account_kind in ('member', 'token')),
  account_id uuid not null,
  person_id uuid not null references people,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  -- Moves with every chunk: an import under way that stands still is started again.
  touched_at timestamptz not null default now()
);
create index imports_newest on imports (created_at desc, id desc);
create index imports_under_way on imports (touched_at) where state in ('running', 'paused', 'cancelling');

create table import_rows (
  import_id uuid not null references imports on delete cascade,
  row int not null,
  -- The line of the file on which the row begins.
  line int not null,
  -- As they stood in the file; emptied once the row is in.
  cells jsonb not null,
  -- Null: not done yet.
  outcome text check (outcome in ('created', 'updated', 'skipped', 'refused')),
  -- [{column, message}], null where nothing is wrong; before the start: what the last look found.
  errors jsonb,
  -- The creator or the collaboration.
  entity_id uuid,
  primary key (import_id, row)
);
create index import_rows_pending on import_rows (import_id, row) where outcome is null;
create index import_rows_wrong on import_rows (import_id, row) where errors is not null;
