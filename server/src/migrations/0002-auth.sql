-- Sign-in: better-auth's sessions, credentials and verifications under our names, failed sign-ins, one-time links.
create table sessions (
  id uuid primary key,
  user_id uuid not null references people on delete cascade,
  -- Random; the cookie holds it signed.
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_person on sessions (user_id);

-- How a person proves who they are; `password` is a scrypt hash with its salt.
create table credentials (
  id uuid primary key,
  user_id uuid not null references people on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credentials_person on credentials (user_id);

create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on verifications (identifier);

-- Failed sign-ins of the last quarter of an hour; `email` as typed, in lower case, whether it exists or not.
create table failed_sign_ins (
  id uuid primary key,
  email text not null,
  address text not null,
  at timestamptz not null default now()
);
create index failed_sign_ins_email on failed_sign_ins (email, at);
create index failed_sign_ins_address on failed_sign_ins (address, at);

-- One-time addresses: `setup` makes the first owner, `invitation` lets a person choose their password.
create table one_time_links (
  -- SHA-256 of the token; the token itself is only in the address.
  hash text primary key,
  purpose text not null check (purpose in ('setup', 'invitation')),
  person_id uuid references people on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);

-- Whose view of the workspace widened or narrowed, by the transaction that did it: the change feed's row of the same
-- transaction is the point from which their browsers must read everything again.
-- person_id null: every member (a campaign was opened to the team, or closed). campaign_id null: a role changed.
create table access_changes (
  changed_in xid not null default pg_current_xact_id()::xid,
  campaign_id uuid references campaigns on delete cascade,
  person_id uuid references people on delete cascade,
  at timestamptz not null default now()
);
create index access_changes_transaction on access_changes using hash (changed_in);

create function note_access_of_role() returns trigger language plpgsql as $$
begin
  insert into access_changes (person_id) values (new.id);
  return null;
end $$;
create trigger role_changed after update of role on people
  for each row when (old.role is distinct from new.role) execute function note_access_of_role();

create function note_access_of_campaign() returns trigger language plpgsql as $$
begin
  insert into access_changes (campaign_id) values (new.id);
  return null;
end $$;
create trigger access_changed after update of access on campaigns
  for each row when (old.access is distinct from new.access) execute function note_access_of_campaign();

-- People invited to a campaign as it is made need no mark: nothing of it was there to be seen before.
create function note_access_of_person() returns trigger language plpgsql as $$
begin
  insert into access_changes (campaign_id, person_id)
  select c.id, coalesce(new.person_id, old.person_id) from campaigns c
  where c.id = coalesce(new.campaign_id, old.campaign_id) and c.created_at <> now();
  return null;
end $$;
create trigger people_changed after insert or delete on campaign_people
  for each row execute function note_access_of_person();

-- Ids of `changes` up to this one were dropped: cursors below it are answered with a resync.
alter table workspace add column changes_kept_after bigint not null default 0;
