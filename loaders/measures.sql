-- The sheet of measures. Grain: submission, measure; a blank answer has its row too.
-- state: figure | nothing_arose (typed as such) | blank. quantity is 0 for nothing_arose but in cumulative measures, where it means no change.
create table if not exists answer (
    submission varchar not null, row_number integer not null, measure varchar not null, state varchar not null,
    quantity bigint, is_true boolean, happened_on date, text varchar, typed varchar, note varchar
);
