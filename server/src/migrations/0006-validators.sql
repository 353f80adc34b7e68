-- Validators: criteria in plain language, and how well each creator fits them.
create table validators (
  id uuid primary key,
  name text not null,
  name_key text collate "C" not null generated always as (folded(name)) stored,
  criteria text not null,
  -- Moves on when the criteria change: results of an earlier one are out of date.
  version int not null default 1,
  created_by uuid references people,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index validators_name on validators (name_key);

-- Moves on when what a validator reads of a creator changes: name, bio, country, audience, handles; not contact, not tags.
alter table creators add column profile_version int not null default 1;

-- The latest result of each validator for each creator.
create table validations (
  validator_id uuid not null references validators on delete cascade,
  creator_id uuid not null references creators on delete cascade,
  -- 0 No match, 1 Partial match, 2 Good match, 3 Strong match
  score smallint not null check (score between 0 and 3),
  reason text not null,
  -- The model that said so; null: the embedded rules.
  model text,
  -- What it was said about.
  validator_version int not null,
  profile_version int not null,
  run_id uuid,
  at timestamptz not null default now(),
  primary key (validator_id, creator_id)
);
create index validations_creator on validations (creator_id, at desc);

-- Whose results the badges show. Null: the workspace's, and where that is null the newest result of any validator.
alter table campaigns add column validator_id uuid references validators on delete set null;
alter table workspace add column validator_id uuid references validators on delete set null;

-- What the badge of a collaboration shows, kept here so that lists filter and sort by it.
alter table collaborations add column validation_score smallint;
create index collaborations_validation on collaborations (validation_score, id) where validation_score is not null;

create function shown_score(campaign uuid, creator uuid) returns smallint
  language sql stable
  return (
    select v.score
    from (select coalesce((select validator_id from campaigns where id = campaign), (select validator_id from workspace)) as chosen) c
    join validations v on v.creator_id = creator and (c.chosen is null or v.validator_id = c.chosen)
    order by v.at desc, v.validator_id limit 1
  );

create function collaborations_score() returns trigger language plpgsql as $$
begin
  new.validation_score := shown_score(new.campaign_id, new.creator_id);
  return new;
end $$;
create trigger collaborations_score before insert on collaborations
  for each row execute function collaborations_score();

create function validations_changed() returns trigger language plpgsql as $$
begin
  update collaborations c set validation_score = shown_score(c.campaign_id, c.creator_id)
  where c.creator_id = coalesce(new.creator_id, old.creator_id)
    and c.validation_score is distinct from shown_score(c.campaign_id, c.creator_id);
  return null;
end $$;
create trigger validations_changed after insert or update or delete on validations
  for each row execute function validations_changed();

create function campaign_validator_changed() returns trigger language plpgsql as $$
begin
  update collaborations c set validation_score = shown_score(c.campaign_id, c.creator_id)
  where c.campaign_id = new.id and c.validation_score is distinct from shown_score(c.campaign_id, c.creator_id);
  return null;
end $$;
create trigger campaign_validator_changed after update of validator_id on campaigns
  for each row when (new.validator_id is distinct from old.validator_id) execute function campaign_validator_changed();

create function workspace_validator_changed() returns trigger language plpgsql as $$
begin
  update collaborations c set validation_score = shown_score(c.campaign_id, c.creator_id)
  where c.validation_score is distinct from shown_score(c.campaign_id, c.creator_id);
  return null;
end $$;
create trigger workspace_validator_changed after update of validator_id on workspace
  for each row when (new.validator_id is distinct from old.validator_id) execute function workspace_validator_changed();
