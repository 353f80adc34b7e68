-- A row of the feed that stands for more changes than it would be kind to tell one by one: whoever comes by it reads
-- everything anew.
alter table changes drop constraint changes_kind_check;
alter table changes add constraint changes_kind_check
  check (kind in ('collaboration', 'creator', 'campaign', 'tag', 'validator', 'member', 'settings', 'view', 'everything'));
