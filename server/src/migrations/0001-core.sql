-- People (better-auth's users), the workspace, campaigns, creators, and the read model of collaborations.
create table people (
  id uuid primary key,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  role text not null default 'member' check (role in ('owner', 'admin', 'member', 'guest')),
  time_zone text,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index people_email on people (lower(email));

create table workspace (
  only_one boolean primary key default true check (only_one),
  name text not null,
  time_zone text not null default 'UTC',
  currency text not null default 'EUR',
  working_days int[] not null default '{1,2,3,4,5}',
  working_hours jsonb not null default '{"from": "09:00", "to": "18:00"}',
  reminders jsonb not null default '{"negotiation": {"enabled": true, "afterHours": 72, "repeatHours": 48, "escalateAfter": 3}}',
  -- Changes with every restore of the database: cursors of another epoch are answered with a resync.
  feed_epoch text not null,
  created_at timestamptz not null default now()
);

create table campaigns (
  id uuid primary key,
  name text not null,
  brand text,
  brief text,
  status text not null default 'Draft' check (status in ('Draft', 'Live', 'Paused', 'Archived')),
  owner_id uuid references people,
  budget_cents bigint,
  currency text,
  starts_on date,
  ends_on date,
  access text not null default 'team' check (access in ('team', 'invited')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table campaign_people (
  campaign_id uuid not null references campaigns on delete cascade,
  person_id uuid not null references people on delete cascade,
  primary key (campaign_id, person_id)
);
create index campaign_people_person on campaign_people (person_id);

create table creators (
  id uuid primary key,
  name text not null,
  bio text,
  country text,
  audience text,
  -- {email, phone, agentName, agentEmail, address}, each text or null
  contact jsonb not null default '{}',
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table creator_handles (
  creator_id uuid not null references creators on delete cascade,
  position int not null,
  platform text not null,
  handle text not null,
  handle_key text not null generated always as (lower(handle)) stored,
  url text,
  followers bigint,
  engagement_percent double precision,
  primary key (creator_id, position),
  unique (platform, handle_key)
);

-- One row per collaboration; everything but `state` is derived from it for filters and sorts.
create table collaborations (
  id uuid primary key,
  version int not null,
  state jsonb not null,
  campaign_id uuid not null references campaigns,
  creator_id uuid not null references creators,
  owner_id uuid references people,
  status text not null,
  status_since timestamptz not null,
  delivery_status text,
  amount_cents bigint,
  currency text,
  due_on date,
  -- Attention as the contract shows it, [{code, since}], and its earliest instant.
  attention jsonb not null default '[]',
  attention_since timestamptz,
  next_reminder_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- One open collaboration per creator and campaign, reserved before its workflow is asked.
create table open_pairs (
  campaign_id uuid not null references campaigns,
  creator_id uuid not null references creators,
  collaboration_id uuid not null unique,
  primary key (campaign_id, creator_id)
);

-- The timeline: written by `project` alone, never changed.
create table events (
  collaboration_id uuid not null references collaborations,
  seq int not null,
  type text not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  data jsonb not null,
  command_id uuid not null,
  batch_id uuid,
  primary key (collaboration_id, seq),
  unique (collaboration_id, command_id)
);

-- Everything that was ever asked for. A row without outcome will get one: the sweeper sends it again.
create table commands (
  id uuid primary key,
  arrival bigint generated always as identity,
  collaboration_id uuid not null,
  name text not null,
  payload jsonb not null,
  hash text not null,
  -- api: through HTTP; temporal: a signal or an operator's update; timer: the workflow's own
  source text not null check (source in ('api', 'temporal', 'timer')),
  actor_kind text not null,
  actor_id uuid,
  at timestamptz not null,
  expected_version int,
  batch_id uuid,
  outcome text check (outcome in ('applied', 'unchanged', 'refused', 'failed')),
  code text,
  detail text,
  -- The seq its event got, and the version after it (for `unchanged` and `refused`: the version it was decided at).
  seq int,
  version int,
  decided_at timestamptz,
  attempts int not null default 0,
  lease_until timestamptz,
  stored_at timestamptz not null default now()
);
create index commands_pending on commands (collaboration_id, arrival) where outcome is null;
create index commands_by_collaboration on commands (collaboration_id, arrival);

-- Idempotency keys per account (a person or a token), kept 30 days. `status` null: still being answered.
create table idempotency_keys (
  account_id uuid not null,
  key text not null,
  route text not null,
  body_hash text not null,
  command_id uuid,
  status int,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- The change feed. Rows are inserted under one advisory transaction lock as the last step, so ids follow commits.
create table changes (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('collaboration', 'creator', 'campaign', 'tag', 'validator', 'member', 'settings')),
  entity_id uuid not null,
  -- For collaborations: version, campaign, and the columns of a list row as they were at that version.
  version int,
  campaign_id uuid,
  event_seq int,
  row jsonb,
  at timestamptz not null default now()
);
create index changes_age on changes (at);

create table notifications (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  kind text not null check (kind in ('todo', 'notification')),
  code text not null,
  collaboration_id uuid references collaborations,
  event_seq int,
  data jsonb not null default '{}',
  created_at timestamptz not null default now(),
  read_at timestamptz,
  done_at timestamptz,
  unique (person_id, collaboration_id, event_seq)
);
create index notifications_open on notifications (person_id, created_at desc) where done_at is null;

create table api_tokens (
  id uuid primary key,
  name text not null,
  -- SHA-256 of the token; the token itself is shown once.
  hash text not null unique,
  role text not null check (role in ('owner', 'admin', 'member', 'guest')),
  created_by uuid not null references people,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- What an operator must look at: a projection parked, a divergence, a failed update.
create table alarms (
  id uuid primary key,
  kind text not null,
  collaboration_id uuid,
  detail jsonb not null,
  at timestamptz not null default now(),
  cleared_at timestamptz
);
