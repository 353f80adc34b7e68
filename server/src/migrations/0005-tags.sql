-- Tags mark creators, by outcome or by whatever the team wants to find them by again.
create table tags (
  id uuid primary key,
  name text not null,
  name_key text collate "C" not null generated always as (folded(name)) stored,
  -- One of the named colours of domain/src/tags.ts.
  colour text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index tags_name on tags (name_key);

create table creator_tags (
  creator_id uuid not null references creators on delete cascade,
  tag_id uuid not null references tags on delete cascade,
  added_at timestamptz not null default now(),
  primary key (creator_id, tag_id)
);
create index creator_tags_tag on creator_tags (tag_id, creator_id);

-- Which tag a creator gets when a collaboration ends: {"Completed": <tag id or null>, "Cancelled": <tag id or null>}.
alter table workspace add column tag_on_outcome jsonb not null default '{"Completed": null, "Cancelled": null}';
