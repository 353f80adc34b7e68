-- Lists, their counts and exports read columns that the server keeps in memory: what only ordered and filtered lists
-- would be written with every change for nobody.
drop index collaborations_attention;
drop index collaborations_updated;
drop index collaborations_created;
drop index collaborations_status;
drop index collaborations_status_desc;
drop index collaborations_due;
drop index collaborations_compensation;
drop index collaborations_owner;
drop index collaborations_delivery;
drop index collaborations_validation;
