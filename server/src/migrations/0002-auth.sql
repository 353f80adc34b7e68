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
