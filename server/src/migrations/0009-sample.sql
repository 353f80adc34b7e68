-- The making of the sample workspace: `begun_at` is the "now" its histories count back from, also after a restart.
create table sample (
  only_one boolean primary key default true check (only_one),
  begun_at timestamptz not null default now(),
  finished_at timestamptz
);
