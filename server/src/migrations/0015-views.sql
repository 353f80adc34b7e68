-- Saved views of the list: a name for a query, kept to oneself or shared with everybody.
create table views (
  id uuid primary key,
  owner_id uuid not null references people on delete cascade,
  name text not null,
  -- The list's own search string, without the question mark, in one fixed order of parameters.
  query text not null,
  scope text not null default 'private' check (scope in ('private', 'shared')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index views_owner on views (owner_id);
create index views_shared on views (created_at, id) where scope = 'shared';

-- How one person has arranged the views they see.
create table view_choices (
  person_id uuid primary key references people on delete cascade,
  -- The views in their order; those not named here follow by age.
  ordered uuid[] not null default '{}',
  -- The id of a view or the key of a preset; one that is gone or no longer seen counts as none.
  default_view text
);

alter table changes drop constraint changes_kind_check;
alter table changes add constraint changes_kind_check check (kind in (
  'collaboration', 'creator', 'campaign', 'tag', 'validator', 'member', 'settings', 'view'));
