-- Which cluster and timeline this database was last served from: another one means a restore or a failover.
alter table workspace add column database_identity text;
