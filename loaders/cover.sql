-- The cover of a return: what was typed beside each label. Grain: submission, label.
create table if not exists cover (submission varchar not null, row_number integer not null, label varchar not null, typed varchar not null);
