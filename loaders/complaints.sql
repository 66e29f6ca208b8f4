-- The sheet of complaints: how each case stands at the period's end. Grain: submission, case; `code_key` is the matched form of `code`.
create table if not exists complaint (
    submission varchar not null, row_number integer not null, code varchar not null, code_key varchar not null, kind varchar not null,
    field varchar not null, received_on date not null, accepted_on date, is_complex boolean not null, extension_days integer not null,
    suspension_days integer not null, is_under_competence boolean not null, status varchar not null, is_closed boolean not null,
    closed_on date, note varchar
);
