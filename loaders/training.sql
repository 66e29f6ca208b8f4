-- The sheet of training attendance. Grain: submission, row (a course and a cohort; two classes are two rows). Counts are people.
create table if not exists training (
    submission varchar not null, row_number integer not null, held_on date not null, topic varchar not null, title varchar,
    cohort varchar not null, invited bigint not null, attended bigint not null, women bigint, first_time bigint not null, note varchar
);
